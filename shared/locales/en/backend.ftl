# Messages that the server sends.
message-code = Personal cabinet, code No. { $number }: { $code }. Valid for 15 minutes. Tell it to nobody.
message-code-subject = Code for registration in the personal cabinet
