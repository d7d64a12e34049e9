# Pages of the cabinet: home, services, conditions, filling in, checking, signing, applications.

## Home (R-075)
home-hello = Good day, { $name }
home-lead = Your accounts and applications
home-last-contribution = Last contribution { $date }, { $amount } ₸
home-no-contribution = No contributions yet
home-no-accounts = The Fund has no pension account of yours
home-draft = Draft
home-draft-saved = Saved { $date }, { $time }
home-continue = Continue
    .for = : { $service }
home-all-applications = All applications
home-services = Services
home-all-services = All services
applications-none = You have no applications yet

## Systems that do not answer
silent-heading = Some data cannot be shown yet
silent-rest = Everything else works. What is missing appears by itself when they answer.
silent-retry = Try again

## Services (R-077)
services-title = Services
services-lead = For each of your accounts you see which application you can make
services-can-apply = You can apply
services-cannot-apply = You cannot apply now
services-balance = { $amount } ₸
services-open = Apply
services-continue = Continue the draft
services-warning = Please note

## Conditions and consent (R-105, R-106, R-006)
step-conditions = Conditions
step-fill = Filling in
step-review = Checking
step-sign = Signing
conditions-before = Read before you fill in the form
conditions-agree-first = Your consent is needed to continue: tick the box
conditions-continue = Continue
conditions-close = Close

## Filling in
fill-blocks = Parts of the application
fill-block-done = complete
fill-block-left = { $count ->
    [one] { $count } field
   *[other] { $count } fields
}
fill-later = Continue later
fill-short-identity-document = Document
fill-short-account = Pension account
fill-short-payment = Payments
fill-short-bank-details = Bank
fill-short-contacts = Contacts
fill-short-signing = Signing
fill-signing = Consent and signing
fill-sign = Sign with e-signature
fill-sign-next = First you check the document, then you sign. Nothing is sent at this step.
fill-signing-busy = The document is being prepared…
fill-source = { $register }, { $date } { $time }
fill-data-wrong = Is the data wrong?
fill-data-wrong-help = These data come from a state system and cannot be corrected here. If they are wrong, turn to the authority that issued the document or to a public service centre; corrected data appear here by themselves. Questions: 1418.
fill-document-updates = The data of the chosen document differ from the Fund's. When you sign, the Fund's record is updated accordingly.
fill-document-option = No. { $number }, until { $date }
fill-account-option = { $number } · { $amount } ₸
fill-account-none = There is no account you can apply for a payment from
fill-account-first = Choose the pension account first
fill-amount-balance = The savings on the account are paid in full: { $amount } ₸
fill-amount-max = At most { $amount } ₸
fill-new-index-none = Filled in by itself when the address is chosen from Kazpost's directory
fill-consent = Consent to the processing of personal data
fill-consent-given = given on { $date } at { $time } (version of the text { $version })
fill-consent-reread = Read the conditions and the consent again

## Saving the draft
saving-untouched = Your answers are saved by themselves
saving-under-way = Saving…
saving-saved = Saved, { $time }
saving-waiting = The server cannot be reached. Your answers stay on this page and are saved by themselves when the connection is back
saving-signed-out = You were signed out for security. Sign in to carry on from here
saving-refused = Not saved. { $why }
merge-heading = This draft was changed elsewhere too
merge-joined = The changes of both places were joined. Nothing is lost.
merge-conflict = { $field }: what you typed here was kept
merge-theirs = Elsewhere: { $value }
merge-theirs-empty = Empty elsewhere
merge-take = Take the other
    .for = : { $field }
merge-close = All right

## The check page
check-title = Check your application
check-lead = Exactly this document will be signed. If something is wrong, change its part: your answers are saved.
check-number = Number of the application: { $number }
check-change = Change
    .for = : { $block }
check-pdf = Open the PDF document
check-sign-heading = Sign with e-signature
check-again = Back to the form

## Signing (R-199, R-200, R-202, R-203)
signing-how = How signing works
signing-step-start = Start the program NCALayer on your computer.
signing-step-permission = Press “Sign”. The browser may ask for permission: press “Allow”.
signing-step-key = Choose your e-signature key in the window “Choice of certificate”: the file name of the signing key begins with RSA or GOST. The key AUTH_RSA will not do.
signing-step-password = Type the password of the key and press “Sign” in the NCALayer window. Neither key nor password reaches the cabinet.
signing-install = If you have no NCALayer, install it
signing-start = Sign
signing-busy = Signing…
signing-opening = Fetching the document…
signing-waiting = Choose the key in the NCALayer window and type its password. Take your time: this page waits.
signing-sending = The signature is being checked…
signing-sending-again = The connection to the server was lost. Your signature is kept on this page and sent again by itself. Do not close the page.
signing-unknown = Signed, but whether the signature has reached the server is not known yet
    .advice = Do not sign again. This page keeps asking the server by itself and tells you as soon as it knows. Do not close it.
signing-cancel = Cancel
signing-nothing-sent = Nothing was sent, your answers are saved.
signing-cancelled = You cancelled the signing
    .advice = Press “Sign” again when you are ready.
signing-not-running = NCALayer is not running
    .advice = Start or install NCALayer (pki.gov.kz/ncalayer). If the browser asks for permission, press “Allow”, then try again.
signing-silent = NCALayer does not answer
    .advice = Close NCALayer and start it again, then try again.
signing-closed = NCALayer was closed before you signed
    .advice = Start NCALayer again and press “Sign”.
signing-timed-out = Time is up: no key was chosen in the NCALayer window
    .advice = Press “Sign” again and choose the key.
signing-failed = NCALayer could not sign
    .advice = Update or restart NCALayer. Help: 1418.

## Signed (R-213, R-014)
done-title = Signing completed successfully
done-waiting = Signed, waiting for confirmation
done-draft = Open the draft
done-number = Number of the application
done-signed-at = Signed at
done-next = What happens next
done-next-fund = The application was sent to the Fund. Its status updates by itself on the page “My payment/transfer applications”.
done-next-time = The Fund pays within 10 working days from the day it registers the application.
done-next-notice = You will be told when the payment is transferred or returned.
done-show = Open the application
done-home = Home page
done-thanks = Thank you for using our services!

## My applications (R-078, R-214)
applications-title = My payment/transfer applications
applications-row = No. { $number }, { $service }
application-title = Application No. { $number }
application-signed = Signed on
application-account = Pension account
application-amount = Amount
application-amount-unknown = Reckoned by the Fund
application-due = Payment due
application-due-on = by { $date }
application-status = Status
application-reason = Reason: { $reason }
application-history = History of statuses
application-next = What happens next
application-document = The signed document
application-pdf = Download the document (PDF)
application-signature = Download the signature (CMS)
application-hash = SHA-256 checksum of the document
application-signer = Signed by
application-issuer = Certificate issued by
application-serial = Certificate number
application-changed = The status changed: { $status }
application-no-connection = No connection. The last known status is shown; it updates by itself when the connection is back.
next-signature_checking = Your signature is kept. When the certification authority answers, the application goes to the Fund by itself. You need to do nothing; do not send it again.
next-signature_refused = Nothing was sent to the Fund, your draft is saved. You can sign it again with another key or by QR.
next-signed = We are waiting for the Fund's confirmation. You need to do nothing; do not send it again.
next-received = The Fund registered the application and will check it. You need to do nothing.
next-checking = The Fund is checking the data. You need to do nothing.
next-in_work = The Fund is preparing the payment. You need to do nothing.
next-approved = The payment is approved, the Fund will transfer the money to the bank.
next-transferred = The money was transferred to the bank, which credits your account.
next-executed = The application is done. You need to do nothing.
next-returned = The bank or Kazpost returned the payment. Check your account: the bank details must be changed. Help: 1418.
next-rejected = The Fund refused. Remove the reason and apply again. Help: 1418.
next-revoked = The application was withdrawn. You can make a new one.
next-other = This status came from the Fund. Explanation: 1418.

## Loading and failing
loading = Loading…
loading-long = This takes longer than usual. Your answers are saved.
