## Two ways to sign (R-199…R-201)

sign-way-heading = Choose how to sign
sign-way-key = Sign with your e-signature
sign-way-qr = Sign with QR

## The page of signing by QR (R-204…R-213)

qr-heading = Signing with QR
qr-app = To sign with the QR code, open the eGov Mobile app
qr-install = If you do not have eGov Mobile, install it from the official link:
qr-app-store = App Store
qr-google-play = Google Play
qr-step-open = Open eGov Mobile on your device
qr-step-scanner = Open the QR scanner in the upper right corner of its main page
qr-step-scan = Point the phone’s camera at this QR code
qr-step-sign = In the app read the document, compare the control number and press “Sign”
qr-alt = QR code: opens application No. { $number } for signing in eGov Mobile
qr-control = Control number
qr-control-hint = The app must show the same number. If it shows another, do not sign.
qr-same-phone = Open eGov Mobile
qr-left = The code is valid for another { $time }
qr-renew = Get a new code
qr-cancel = Cancel
qr-finish = Finish signing

## How it goes and ends

qr-state-asked = Waiting for you to sign on the phone
qr-state-opened = The document is open on the phone. Read it and sign
qr-state-sent = The signature has arrived and is being checked. Do not close the page
qr-state-accepted = Signing completed successfully
qr-state-checking = Signed, waiting for confirmation. Do not send again
qr-not-sent = Nothing was sent, your answers are saved
qr-not-sent-cancelled = Signing was cancelled
    .advice = When you are ready, get a new code or sign with your e-signature
qr-not-sent-expired = The code is no longer valid: its time is over or the session in the cabinet has ended
    .advice = Get a new code or sign with your e-signature
qr-not-sent-outdated = The draft was changed after the document was made
    .advice = Check your answers again and sign the new document
qr-not-sent-failed = The check was not completed: an outside system does not answer, or you cannot apply now
    .advice = Get a new code a little later or sign with your e-signature

## Words that eGov Mobile shows

qr-phone-organisation = UAPF JSC
qr-phone-description = To be signed: { $document }
qr-phone-number = Application number
qr-phone-control = Control number: compare it with the one in the cabinet
qr-phone-unknown = No such code. Get a new one in the cabinet
qr-phone-token = No access to this code. Get a new one in the cabinet
qr-phone-expired = The code is no longer valid: its time is over or the session in the cabinet has ended. Get a new one in the cabinet
qr-phone-cancelled = This code is no longer valid: signing was cancelled or a new code was given
qr-phone-used = This code was used already. See the result in the cabinet
qr-phone-outdated = The document was changed. Check your answers in the cabinet and get a new code
qr-phone-unopened = Open and read the document first
qr-phone-unreadable = The answer could not be read. Try again
qr-phone-one-document = Only one document is signed. Try again
qr-phone-other-document = Another document was signed than the one asked for
qr-phone-too-large = The answer is too large
qr-phone-refused = { $what }. { $advice }
qr-phone-not-eligible = You cannot apply now. See the reason in the cabinet
qr-phone-later = This cannot be checked now. Nothing was sent, your answers are saved. Get a new code a little later
