# Who is there: login by e-signature, password, entrances, end of the session (R-024…R-044, R-028, R-029, R-057).

## Login by e-signature (R-024, R-033…R-044)

key-title = Way I: login with an EDS key
key-lead = You enter the cabinet with the EDS key given to you by the State Corporation «Government for Citizens».
key-heading = Login by EDS
key-about = NCALayer must be running on the computer. After you press the button, the browser asks for permission: press “Allow”.
key-kind = You need the key for authentication: its file name starts with AUTH_RSA.
key-kind-gost = You need a key whose file name starts with AUTH_RSA or GOST.
key-enter = Log in with EDS
key-busy = Logging in…
key-cancel = Cancel
key-more = Read it step by step
key-install = No NCALayer?
key-opening = The request for login is being prepared…
key-waiting = { signing-waiting }
key-checking = The key is being checked…
key-not-entered = You are not logged in. Try again or log in by IIN and password.
key-cancelled = You cancelled the login
    .advice = When you are ready, press “Log in with EDS” again.
key-not-running = { signing-not-running }
    .advice = { signing-not-running.advice }
key-silent = { signing-silent }
    .advice = { signing-silent.advice }
key-closed = NCALayer closed without an answer
    .advice = Start NCALayer again and press “Log in with EDS”.
key-timed-out = { signing-timed-out }
    .advice = Press “Log in with EDS” again and choose the key.
key-failed = { signing-failed }
    .advice = { signing-failed.advice }
key-steps = Login step by step
key-step-1 = Install and start NCALayer on your computer.
key-step-2 = Press “Log in with EDS”. If the browser asks for permission, press “Allow”.
key-step-3 = In the window “Choose a certificate” choose where the key is kept. If it is a file, choose “Your computer” and point at the file: its name starts with AUTH_RSA.
key-step-4 = When the file is chosen, press “Enter”.
key-step-5 = Type the password of the key and press “Open”. The password stays on your computer and is not sent to the cabinet.
key-step-6 = Press “Sign”: you are in the cabinet. This signature is for login only, it signs no application.
key-issuer-heading = Where to get an EDS key
key-issuer = The key is issued by the State Corporation «Government for Citizens». How to get one is described on the site of the National Certification Authority:
key-manual = NCALayer: download and manual

## Links of the start page (R-026…R-032, R-074)

start-links = Help with login
start-forgot = Forgot your password?
start-change = Change password?
start-code = Enter one-time password
start-ways = There are two ways into the cabinet: by IIN and password, or with an EDS key.
start-no-way = If you have no way to log in, visit any service office to conclude an agreement on changing the way of notification.
start-memos = Memos
start-get-code = Get a code
start-set-password = Set a new password
start-or-key = Or log in with EDS.

## Login with a code

code-entry-title = Login with a code (step { $step })
code-entry-step-1 = Why a code is needed
code-entry-step-4 = Enter the received code and your password
code-entry-about = The password for this IIN was entered wrongly too many times. To make sure that it is you, a code is sent to your contact on file at the Fund. Then enter the code and the password.
code-entry-begin = Get a code
code-page-title = Enter one-time password
code-page-lead = If you have received a code already, enter it here and set a new password. The code is valid for { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
code-page-none = No code? Get one first
older-title = Registration
older-lead = Enter the data as they stand in the additional agreement.
older-open = Register by name
older-send = Send
older-cancel = Cancel

## Change of password (R-028)

change-title = Change of password
change-lead = Enter your present password, then the new one. Sessions on other devices will be ended.
change-save = Change the password
change-saving = Changing…
change-wrong = The present password is wrong
    .advice = Check it and enter it again. If you forgot it, sign out and use “Forgot your password?”
change-done = The password was changed. Other sessions were ended.

## Entrances

entrances-title = Entrances
entrances-lead = Who entered your cabinet, when and from where. If you do not know an entrance, end that session and change the password.
entrances-sessions = Open sessions
entrances-history = History of entrances
entrances-history-none = No entrances yet
entrances-current = this device
entrances-end = End
    .for = : { $place }
entrances-end-others = End the others
entrances-ended = The session was ended
entrances-others-ended = The other sessions were ended
entrances-began = Began: { $at }
entrances-seen = Last activity: { $at }
entrances-unknown-device = Unknown device
entrance-way-password = by password
entrance-way-signature = by EDS
entrance-event-entered = Entered
entrance-event-entered-from-new-device = Entered from a new device
entrance-event-wrong-password = Wrong password
entrance-event-key-refused = Key refused
entrance-event-password-reset = Password set anew by a code
entrance-event-password-changed = Password changed in the cabinet
entrance-event-disowned = “It was not me”: sessions ended
entrance-event-pushed-out = More than five sessions: the oldest was ended

## It was not me

not-me-title = It was not me
not-me-lead = If you think that somebody else entered your cabinet, stop them here.
not-me-sessions = Sessions on all devices end at once.
not-me-password = Nobody can log in by password until a new one is set. Login by EDS stays open.
not-me-data = Your applications and data do not change.
not-me-press = Yes, it was not me
not-me-busy = Stopping…
not-me-done = The sessions are ended, login by password is stopped
not-me-next = Now set a new password. If somebody else has your phone or mailbox, call 1418 first.
not-me-no-token = The link is not complete
    .advice = Open the whole link from the message or call 1418
not-me-used = This link was used or is too old
    .advice = If you have doubts, set a new password or call 1418

## Deleting a draft

draft-delete = Delete the draft
    .for = : { $service }
draft-delete-ask = Delete the draft?
draft-delete-what = Everything you filled in will be deleted and cannot be restored. Applications already sent do not change.
draft-delete-yes = Yes, delete
draft-delete-no = No, keep it
draft-deleted = The draft was deleted

## End of the session

session-ending = You will soon be signed out
session-ending-idle = You will be signed out in { $time }. Your answers are saved.
session-ending-absolute = You will be signed out in { $time }: one login lasts 12 hours at most. Your answers are saved; sign in again to carry on from here.
session-minutes = { $minutes } min { $seconds } s
session-seconds = { $seconds } s
session-continue = Continue
session-understood = I understand
account-entrances = Entrances
account-password = Change password
account-links = Account
