# Checking the receipt of a signature: the page /verify and the command «backend receipt verify».

verify-title = Check a signature
verify-lead = The receipt of a signed application (a ZIP file) is checked in this browser. The file is not sent anywhere.
verify-file = Receipt file
    .hint = Choose the file or drop it here. A receipt is downloaded from the page of an application in «My applications».
verify-checking = The file is being checked…
verify-failed = The file could not be checked
    .advice = Check your connection and choose the file again. The file was not sent anywhere.
verify-name = File
verify-at = Time of signing
verify-clock = What the time is known by
verify-document = Save the document inside (PDF)
verify-receipt = Download the receipt (ZIP)
    .note = It holds the document, the signature, the certificates and the proof that they were good then. Anybody can check it:

## Three answers

verify-finding-valid = The signature is valid
verify-finding-invalid = The signature is not valid
verify-finding-cannot_tell = Nothing can be told about the signature

## Reasons: what held

verify-reason-document_signed = This very document was signed, and it has not been changed since
verify-reason-certificate_trusted = The certificate was issued by a trusted certification authority
verify-reason-not_revoked_then = At the time of signing the certificate was in date and not revoked
verify-reason-time_stamped = The moment of signing is confirmed by a time stamp

## Reasons: what did not hold

verify-reason-chain_differs = The certificates in the receipt are not those above the signer's certificate
verify-reason-not_a_receipt = This is no receipt of the cabinet, or the file is damaged or was packed again by another program
verify-reason-malformed = The signature file in the receipt is damaged and cannot be read
verify-reason-shape = The signature file is not of the form that the cabinet accepts
verify-reason-content_mismatch = Another document was signed: the one in the receipt does not match
verify-reason-digest = The digest of the document is not the one in the signature
verify-reason-signature = The signature does not match the key of the certificate
verify-reason-cert_binding = The signature is bound to another certificate
verify-reason-untrusted = It could not be confirmed that an authority trusted here issued the certificate
verify-reason-expired = At the time of signing the certificate's dates had not begun or were over
verify-reason-expired_since = When the authority answered, the certificate's dates were already over, and there is no time stamp to confirm that it was signed before
verify-reason-wrong_key = The certificate is not for signing documents, or was not issued to an individual
verify-reason-revoked = At the time of signing the certificate had been revoked
verify-reason-revoked_since = The certificate was revoked after signing and before the authority answered: whether its owner still held the key then cannot be told
verify-reason-revocation_unknown = The receipt holds no reliable answer about the state of the certificate at the time of signing
verify-reason-no_iin = The certificate does not name exactly one IIN
verify-reason-foreign_key = The document was signed with another person's key
verify-reason-timestamp = The time stamp is not valid

## What the time is known by

verify-clock-time_stamp = A time stamp
verify-clock-responder = The certification authority's answer about the certificate
verify-clock-signer = The signer's device, within the dates of the list of revoked certificates

## The command

verify-said-signer = Signed by: { $name }
verify-said-certificate = Certificate: { $serial }, issued by: { $issuer }
verify-said-at = Time of signing: { $at } (UTC+5)
verify-said-clock = What the time is known by: { $clock }
