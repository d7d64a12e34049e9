## Name

app-name = Personal cabinet
yes = yes
no = no
nothing = not given
amount = { $amount } tenge
after-seconds = { $count ->
    [one] in { $count } second
   *[other] in { $count } seconds
}
after-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
after-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}

## Errors in fields: what is wrong and how to put it right

error-required = Fill in this field
error-malformed = This does not look as expected: check it and type it again
error-wrong-length = It must have { $expected } characters, there are { $found }
error-too-short = Type at least { $min } characters
error-too-long = At most { $max } characters
error-bad-checksum = There is a mistake in the number: check it character by character
error-bad-date = There is no such day: check it
error-not-offered = Choose one of the options on offer
error-wrong-letter = Character { $position }, “{ $letter }”, cannot stand here
error-look-alike = Character { $position }, “{ $letter }”, is of the other alphabet: type “{ $instead }”
error-not-kazakhstan = A Kazakhstan number is needed
error-wrong-bank = The account is not of the chosen bank: check the account or the bank
error-not-second-tier = This account is not of a second-tier bank: give an account in a bank that serves citizens
error-not-positive = The amount must be above zero
error-above-balance = The amount must not be above the savings: at most { $max } tenge
error-mismatch = The two entries differ: type them again
error-guessable = This is easy to guess: use no known password and neither your name nor your numbers

## Answers of the server: what happened and what to do

problem-invalid-request = The request could not be read
    .advice = Reload the page and try again
problem-invalid-form = There are errors in the data: { $count }
    .advice = Put the marked fields right and try again
problem-too-large = Too much data was sent
    .advice = Shorten the text in the fields
problem-signed-out = You were signed out for security
    .advice = Sign in to carry on from here
problem-not-found = There is no such page or document
    .advice = Check the address or go back to the home page
problem-method-not-allowed = This cannot be done here
    .advice = Reload the page and try again
problem-foreign-origin = The request did not come from a page of this site
    .advice = Open the cabinet from the address bar and try again
problem-wrong-credentials = The IIN and the password do not belong together
    .advice = Check both. If you forgot the password, press “Register / Forgot password?”
problem-code-needed = Too many wrong passwords were given for this IIN
    .advice = Get a code to enter with the password, or log in with an e-signature key
problem-password-blocked = Login with the password is blocked
    .advice = Set a new password (“Register / Forgot password?”) or log in with an e-signature key
problem-challenge-expired = The login was not finished in time
    .advice = Press “Log in with EDS” again
problem-agreement-missing = There is no additional agreement on information through the internet
    .advice = Visit any office of the Fund to conclude the agreement
problem-key-refused-wrong-key = This key is not for logging in
    .advice = Choose a person’s authentication key (the file name starts with AUTH_RSA)
problem-key-refused-another-person = The key belongs to another person
    .advice = Choose the key with your own IIN
problem-key-refused-expired = The key has expired
    .advice = Get a new key (pki.gov.kz), or log in with IIN and password
problem-key-refused-revoked = The key was revoked
    .advice = Get a new key (pki.gov.kz), or log in with IIN and password
problem-key-refused-cannot-check = Whether the key is valid cannot be checked now
    .advice = Try again in a little while, or log in with IIN and password
problem-key-refused-name-mismatch = The names in the key differ from the state register
    .advice = Get a new key for your present document (pki.gov.kz), or log in with IIN and password
problem-key-refused-document-differs = Another text was signed than the one given for logging in
    .advice = Press “Log in with EDS” again
problem-key-refused-not-accepted = The key was not accepted
    .advice = Choose a key of the national certification authority, or call 1418
problem-too-many-tries = Too many tries
    .advice = Try again { $after }
problem-robot-check-wrong = The check was not completed
    .advice = Run the check again
problem-robot-check-foreign = The check was not given by this site
    .advice = Reload the page and run the check again
problem-robot-check-too-easy = The terms of the check were changed
    .advice = Reload the page and run the check again
problem-robot-check-expired = The check is too old
    .advice = Run the check again
problem-robot-check-used = This check was used already
    .advice = Run the check again
problem-person-not-found = No contributor (recipient) was found by these data
    .advice = Check the IIN. If it is right, call 1418 or visit an office of the Fund
problem-no-contacts = The Fund has neither a phone nor an e-mail of yours
    .advice = Bring your contacts up to date in an office of the Fund
problem-contact-shared = The contact belongs to another contributor too
    .advice = Choose another contact or bring your data up to date in an office of the Fund
problem-contact-not-kazakhstan = This is not a number of a Kazakhstan operator
    .advice = Choose another contact or bring your number up to date in an office of the Fund
problem-message-not-sent = The code was not sent: the message service does not answer
    .advice = Try again in a little while or choose another contact
problem-resend-too-soon = It is too soon for a new code
    .advice = Ask for it { $after }
problem-wrong-code = The code is wrong
    .advice = { problem-wrong-code.again }. Tries left: { $tries }
    .again = Type the code of the newest message
problem-code-expired = The one-time password ({ $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}) has expired
    .advice = Start the registration again
problem-code-used-up = This code no longer works
    .advice = Ask for a new code
problem-consent-missing = Consent to the processing of personal data is needed
    .advice = Open the consent page and give your consent
problem-refused = You cannot apply now
    .advice = The reason stands in the list of services
problem-draft-changed = The draft was changed in another window
    .advice = Compare the two and keep the right one
problem-review-outdated = The draft was changed after the document was made
    .advice = Check the data again and sign the new document
problem-receipt-not-ready = The signature is not confirmed yet, so there is no receipt
    .advice = Look at the status of the application: once the signature is confirmed, the receipt can be downloaded here
problem-register-silent = Does not answer: { $register }
    .advice = Nothing you typed is lost. Try again in a little while
problem-signature-refused-wrong-key = Applications are not signed with this key
    .advice = Choose a person’s signing key (the file name starts with RSA or GOST, not AUTH)
problem-signature-refused-another-person = The key belongs to another person
    .advice = Choose the key with your own IIN
problem-signature-refused-expired = The key has expired
    .advice = Get a new signature key (pki.gov.kz) and try again. Your application is saved
problem-signature-refused-revoked = The key was revoked
    .advice = Get a new signature key (pki.gov.kz) and try again. Your application is saved
problem-signature-refused-cannot-check = Whether the key is valid cannot be checked now
    .advice = Nothing was sent, your data are saved. Try again in a little while
problem-signature-refused-name-mismatch = The data of the signature key differ from the state register
    .advice = Get a new signature key for your present document (pki.gov.kz)
problem-signature-refused-document-differs = Another document was signed than the one shown
    .advice = Open the document again and sign it
problem-signature-refused-not-accepted = The signature was not accepted
    .advice = Nothing was sent, your data are saved. Try again or call 1418
problem-overloaded = There are too many requests now
    .advice = Try again in a minute
problem-internal = Technical problem. Nothing you typed is lost
    .advice = Try later or call 1418. Reference: { $reference }

## Reasons why one cannot apply

refusal-no-valid-document = The state register did not confirm a valid document
    .advice = Renew your document and come back
refusal-life-status = Not available: the life status is not confirmed
    .advice = If this is a mistake, turn to a public service centre or call 1418
refusal-capacity = Legal capacity is limited
    .advice = Visit an office of the Fund
refusal-fund-record-differs = Your data differ from the Fund’s record
    .advice = Have your name or date of birth put right in an office of the Fund
refusal-disability-not-confirmed = Disability of group 1 or 2 set indefinitely is not confirmed
    .advice = If the record is out of date, turn to the medical and social assessment office. At retirement age the State Corporation arranges the payment
refusal-no-ground = No ground for payment: 50 years of age or disability is needed
    .advice = You can apply from the age of 50 or with confirmed disability
refusal-open-application = There is an active application for payment from this account
    .advice = Its status stands on the page “My payment / transfer applications”
refusal-insurer-transfer = There is an active application for transfer to an insurer
    .advice = Wait until it is executed or call 1418
refusal-annual-paid = This year’s amount is already paid
    .advice = You can apply next year
refusal-returned-payment = A payment was returned
    .advice = Change the bank details in an office of the Fund or call 1418
refusal-no-savings = No savings on the account
    .advice = You can apply once there are savings
refusal-no-account = No pension account was found
    .advice = If contributions were made and no account is shown, call 1418
refusal-register-silent = Does not answer: { $register }
    .advice = You cannot sign now but can fill in the draft. Try again in a little while

## Outside systems

register-person-register = State register of persons
register-disability-register = Register of persons with disability
register-fund = The Fund’s information system
register-bank-directory = Directory of banks
register-authority = Certification authority
register-sms = SMS service
register-mail = Mail service

## Statuses of an application

status-signature_checking = Signed, the key is being checked
status-signature_refused = The signature was not accepted
status-signed = Signed, waiting for confirmation
status-received = Received
status-checking = Being checked
status-in_work = In processing
status-approved = Approved
status-transferred = Transferred to the bank
status-executed = Executed
status-returned = Returned by the bank / Kazpost
status-rejected = Rejected
status-revoked = Revoked by the applicant

## Dictionary

contribution-mandatory = Compulsory pension contributions (OPV)
contribution-occupational = Compulsory occupational pension contributions (OPPV)
contribution-voluntary = Voluntary pension contributions (DPV)
document-kind-identity-card = Identity card
document-kind-passport = Passport
document-kind-residence-permit = Residence permit
document-kind-stateless-certificate = Stateless person’s certificate
account-kind-card = card
account-kind-current = current
ground-age = by age
ground-disability = to persons with disability
frequency-monthly = monthly
frequency-one-off = one-off
scope-partial = partial
scope-full = full
