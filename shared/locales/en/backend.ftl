# Messages that the server sends.
message-code = Personal cabinet, code No. { $number }: { $code }. Valid for { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}. Tell it to nobody.
message-code-subject = Code for the personal cabinet
notice-subject = A message about your personal cabinet
notice-password-reset = Personal cabinet: on { $at } a new password was set with a code ({ $place }).
notice-password-changed = Personal cabinet: on { $at } the password was changed ({ $place }).
notice-new-device = Personal cabinet: on { $at } somebody entered your cabinet from a new device ({ $place }).
notice-application-accepted = Personal cabinet: on { $at } application No. { $number } was accepted (“{ $service }”).
notice-bank-change = Personal cabinet: on { $at } application No. { $number } was accepted (“{ $service }”). Its bank details differ from those before.
notice-contact-change = Personal cabinet: on { $at } application No. { $number } was accepted (“{ $service }”). Its contact details differ from those before.
notice-bank-and-contact-change = Personal cabinet: on { $at } application No. { $number } was accepted (“{ $service }”). Its bank details and contact details differ from those before.
notice-not-me = If it was not you, open this link within 7 days: { $link }
notice-not-me-application = If it was not you, call 1418 at once and open this link within 7 days: { $link }
