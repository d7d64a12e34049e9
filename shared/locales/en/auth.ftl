# Login and registration (R-016…R-023, R-045…R-061).

## Start page

start-title = Log in to the personal cabinet
start-lead = See your pension savings, apply for a payment and follow your application.
start-password = Login: IIN and password
start-enter = Log in
start-entering = Logging in…
start-register = Register / Forgot password?
start-greeting = Dear contributor (recipient)!
start-about = In the cabinet you see your savings and apply for a pension payment without visiting an office.
start-first-time = If you are here for the first time, register and set a password yourself: it takes a few minutes.
start-forgotten = If you forgot the password, set a new one by the same link.
start-sign-needs = You sign an application with an e-signature key (on a computer with NCALayer) or with the eGov Mobile app on your phone.
start-help = If you cannot register, call 1418 or visit an office of the Fund.
start-registered = The password is set. Now log in with your IIN and the new password.
start-signed-out = You were signed out for security. Sign in to carry on from here.
start-sign-in-first = Log in to see this page.

login-iin = IIN
    .hint = 12 digits, on the front of the identity card
    .required = Enter your IIN
    .wrong-length = An IIN has 12 digits, now there are { $found }
    .wrong-letter = An IIN has digits only: check character { $position }
    .bad-checksum = There is a mistake in the IIN: check the digits
    .bad-date = There is a mistake in the IIN: the first six digits are the birth date (yy mm dd)
login-password = Password
    .required = Enter your password
login-remember = Remember IIN
    .hint = Only the IIN is kept on this device, never the password

## Registration

register-title = Registration on the site (step { $step })
register-step-1 = Press the button
register-step-2 = Enter the IIN and pass the check
register-step-3 = Choose the contact for the code
register-step-4 = Enter the received code and a password
register-step-1-short = Start
register-step-2-short = IIN
register-step-3-short = Contact
register-step-4-short = Password
register-way = Login by IIN and password
register-about = You register yourself and set a password for logging in. If you have registered before, the new password replaces the old one.
register-about-contact = The Fund must have your phone number or e-mail address on file.
register-about-code = A one-time code is sent there; it is valid for { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
register-about-password = The password has at least 12 characters.
register-begin = Start registration
register-next = Continue
register-checking = Waiting for the check to finish…
register-looking = Looking you up…
register-contacts-help = These contacts are on file at the Fund. If they are out of date, have them changed in an office of the Fund.
register-by-sms = By SMS
register-by-email = By e-mail
register-send = Send the code
register-sending = Sending…
register-sent = Code No. { $number } was sent to { $contact }. Only the newest code works.
register-time-left = The code is valid for another { $time }
register-time-over = The code has probably expired: ask for a new one or start the registration again
register-resend = Send a new code
register-resend-pause = { $seconds ->
    [one] You can ask for a new code in { $seconds } second
   *[other] You can ask for a new code in { $seconds } seconds
 }
register-other-contact = Choose another contact
register-restart = Start the registration again
register-finish = Set the password
register-finishing = Setting…

registration-iin = IIN
    .hint = 12 digits, on the front of the identity card
    .required = Enter your IIN
    .wrong-length = An IIN has 12 digits, now there are { $found }
    .wrong-letter = An IIN has digits only: check character { $position }
    .bad-checksum = There is a mistake in the IIN: check the digits
    .bad-date = There is a mistake in the IIN: the first six digits are the birth date (yy mm dd)
registration-proof = Check that you are not a robot
    .required = Wait until the check has finished
contact-choice-contact = Where should the code be sent?
    .required = Choose the contact to send the code to
new-password-code = One-time password (code)
    .hint = 6 digits from the message
    .required = Enter the code from the message
    .wrong-length = A code has 6 digits, now there are { $found }
    .wrong-letter = A code has digits only: check character { $position }
new-password-password = New password
    .hint = At least 12 characters. Any will do: letters, digits, spaces
    .required = Enter a new password
    .too-short = The password must have at least { $min } characters
new-password-repeated = Repeat the new password
    .required = Enter the password once more
    .mismatch = The passwords differ: enter them again

## Check that it is not a robot (R-048)

robot-check-title = Check that you are not a robot
robot-check-asking = The check is starting…
robot-check-counting = Your browser is solving a task. You can type your IIN meanwhile.
robot-check-done = The check is passed
robot-check-stop = Stop
robot-check-stopped = The check was stopped
robot-check-again = Start the check

## A code already received, change of password (R-028, R-029, R-057)

code-entrance-iin = { login-iin }
    .hint = { login-iin.hint }
    .required = { login-iin.required }
    .wrong-length = { login-iin.wrong-length }
    .wrong-letter = { login-iin.wrong-letter }
    .bad-checksum = { login-iin.bad-checksum }
    .bad-date = { login-iin.bad-date }
code-entrance-code = { new-password-code }
    .hint = { new-password-code.hint }
    .required = { new-password-code.required }
    .wrong-length = { new-password-code.wrong-length }
    .wrong-letter = { new-password-code.wrong-letter }
code-entrance-password = { new-password-password }
    .hint = { new-password-password.hint }
    .required = { new-password-password.required }
    .too-short = { new-password-password.too-short }
code-entrance-repeated = { new-password-repeated }
    .required = { new-password-repeated.required }
    .mismatch = { new-password-repeated.mismatch }
code-login-code = { new-password-code }
    .hint = { new-password-code.hint }
    .required = { new-password-code.required }
    .wrong-length = { new-password-code.wrong-length }
    .wrong-letter = { new-password-code.wrong-letter }
code-login-password = { login-password }
    .required = { login-password.required }
change-password-current = Present password
    .required = Enter your present password
change-password-password = { new-password-password }
    .hint = { new-password-password.hint }
    .required = { new-password-password.required }
    .too-short = { new-password-password.too-short }
change-password-repeated = { new-password-repeated }
    .required = { new-password-repeated.required }
    .mismatch = { new-password-repeated.mismatch }

## The older registration form (R-062…R-074)

older-registration-surname = Surname
    .hint = For example: ИВАНОВ. Capital and small letters make no difference
    .required = Enter your surname
older-registration-given = Given name
    .hint = For example: ИВАН
    .required = Enter your given name
older-registration-patronymic = Patronymic (if any)
    .optional = { older-registration-patronymic }
    .hint = For example: ИВАНОВИЧ
older-registration-iin = { login-iin }
    .hint = { login-iin.hint }
    .required = { login-iin.required }
    .wrong-length = { login-iin.wrong-length }
    .wrong-letter = { login-iin.wrong-letter }
    .bad-checksum = { login-iin.bad-checksum }
    .bad-date = { login-iin.bad-date }
older-registration-contact = Mobile number / e-mail address
    .hint = For example: 8 (777) 777 77 77. The number or address that the Fund has on file
    .required = Enter a phone number or an e-mail address
    .malformed = Enter the whole phone number (8 777 777 77 77) or e-mail address (name@mail.kz)
    .not-kazakhstan = Enter a mobile number of Kazakhstan
