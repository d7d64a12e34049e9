# Rows of the document that all services share.
signing-made = Date of the application
signing-consent-given = { $day }, { $time } (version of the text: { $version })
