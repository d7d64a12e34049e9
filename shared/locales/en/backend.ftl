# Messages that the server sends.
message-code = Personal cabinet, code No. { $number }: { $code }. Valid for 15 minutes. Tell it to nobody.
message-code-subject = Code for the personal cabinet
notice-subject = A message about your personal cabinet
notice-password-reset = Personal cabinet: on { $at } a new password was set with a code ({ $place }).
notice-password-changed = Personal cabinet: on { $at } the password was changed ({ $place }).
notice-new-device = Personal cabinet: on { $at } somebody entered your cabinet from a new device ({ $place }).
notice-not-me = If it was not you, open this link within 7 days: { $link }
