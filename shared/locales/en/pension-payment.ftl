## The service

pension-payment = Application for pension payments
pension-payment-service = Application for pension payments through the Fund’s web resource
pension-payment-summary = From compulsory and occupational savings with disability of group 1 or 2 set indefinitely; from voluntary savings from the age of 50 or with disability

## Message before the form (M-00)

pension-payment-before-grounds = Only the named grounds are accepted: for compulsory and occupational savings, disability of group 1 or 2 set indefinitely; for voluntary savings, 50 years of age or disability.
pension-payment-before-blocked = No application is accepted while there is an active payment application, a transfer to an insurer, an annual amount paid this year or a returned payment.
pension-payment-before-monthly = Scheduled payments are monthly.
pension-payment-before-account = Payments go only to a bank account of your own in tenge.
pension-payment-before-registers = Data come from state systems: no papers need to be attached.
pension-payment-before-computer = To sign you need a computer with NCALayer and your signature key. Or you can sign by QR with the eGov Mobile app on your phone.

## Consent (R-006)

consent = Consent to collect and process personal data
consent-text = So that this application can be considered and the pension payment made, I agree that the Fund obtains from state systems, collects, keeps, processes and hands to the bank for payment my personal data (name, IIN, date of birth, identity document, disability record, address, phone, e-mail, bank details). I can withdraw this consent in writing in an office of the Fund.
consent-agree = I agree
consent-version = Version of the consent text: { $version }
consent-given = Consent given: { $at }

## Identity document

identity-document = Identity document
    .note = If the document differs from the Fund’s record, the record is updated when you sign
identity-document-document = Document type
    .hint = Choose one of your valid documents
    .required = Choose a document
    .not-offered = This document is no longer valid: choose another
identity-document-series = Series (if any)
identity-document-number = Document number
identity-document-issued = Date of issue
identity-document-valid-until = Valid until
identity-document-issuer = Issued by

## Individual pension account

account = Individual pension account
account-number = Account number
    .hint = Choose the account to be paid from
    .required = Choose a pension account
    .not-offered = No payment can be applied for from this account now: the reason stands beside it
account-contribution = Kind of contributions
account-balance = Savings

## Payments

payment = Payments
payment-ground = Kind of pension payment
    .required = Choose the kind of payment
    .not-offered = This kind of payment is not on offer for the chosen account
payment-frequency = Periodicity
    .note = Since 01.01.2018 scheduled payments are monthly only
    .required = Choose the periodicity
    .not-offered = This periodicity is not on offer for the chosen account
payment-region = Service region
    .hint = Choose the region
    .required = Choose the service region
payment-scope = Payment type
    .required = Choose partial or full payment
    .not-offered = This payment type is not on offer for the chosen account
payment-fixed = As a fixed amount
    .hint = If ticked, type the amount
payment-amount = Amount
    .hint = In digits, tenge, for example 150 000
    .reckoned = Reckoned by the Fund
    .required = Type the amount in digits
    .malformed = Type the amount in digits only, for example 150 000 or 150 000.50
