## Contact information

contacts = Contact information
    .note = Give a mobile phone and (or) an e-mail of your own: notices that a payment was transferred to your account or returned to the Fund go there
    .footnote = * The mobile number must be of a Kazakhstan operator
contacts-address = I live at
    .hint = Oblast, city, district, street, house – in Cyrillic letters only
contacts-oblast = Oblast
    .hint = Not needed for the cities of Astana, Almaty, Shymkent
    .required = Type the oblast (not needed for the cities of Astana, Almaty, Shymkent)
    .look-alike = Oblast: character { $position } is a Latin “{ $letter }”, type the Cyrillic “{ $instead }”
    .wrong-letter = Oblast: character { $position }, “{ $letter }”, cannot stand in an address; use Cyrillic letters only
contacts-city = City or village
    .required = Type the city or village
    .look-alike = City or village: character { $position } is a Latin “{ $letter }”, type the Cyrillic “{ $instead }”
    .wrong-letter = City or village: character { $position }, “{ $letter }”, cannot stand in an address; use Cyrillic letters only
contacts-district = District
    .look-alike = District: character { $position } is a Latin “{ $letter }”, type the Cyrillic “{ $instead }”
    .wrong-letter = District: character { $position }, “{ $letter }”, cannot stand in an address; use Cyrillic letters only
contacts-street = Street
    .hint = Leave it empty if the village has no streets
    .look-alike = Street: character { $position } is a Latin “{ $letter }”, type the Cyrillic “{ $instead }”
    .wrong-letter = Street: character { $position }, “{ $letter }”, cannot stand in an address; use Cyrillic letters only
contacts-house = House number
    .hint = For example 5А, 5Б/1 in Cyrillic letters
    .required = Type the house number
    .look-alike = House: character { $position } is a Latin “{ $letter }”, type the Cyrillic “{ $instead }”
    .wrong-letter = House: character { $position }, “{ $letter }”, cannot stand in an address; use Cyrillic letters only
contacts-apartment = Apartment
    .look-alike = Apartment: character { $position } is a Latin “{ $letter }”, type the Cyrillic “{ $instead }”
    .wrong-letter = Apartment: character { $position }, “{ $letter }”, cannot stand in an address; use Cyrillic letters only
contacts-old-index = Postal index (old)
    .hint = 6 digits, for example 050000
    .wrong-length = The old index has { $expected } digits, there are { $found }
    .wrong-letter = The old index has digits only: character { $position } is “{ $letter }”
contacts-new-index = Postal index (new)
contacts-contact-phone = Contact phone
    .hint = Landline or mobile, for example 8 (7172) 12 34 56
    .malformed = A phone number has 10 digits (not counting 8 or +7): check it
    .wrong-letter = “{ $letter }” (character { $position }) cannot stand in a phone number
contacts-mobile-phone = Mobile phone
    .hint = For example 8 (777) 777 77 77
    .required = Type a mobile phone or an e-mail
    .malformed = Type the 10 digits of a mobile number (not counting 8 or +7), for example 8 (777) 777 77 77
    .wrong-letter = “{ $letter }” (character { $position }) cannot stand in a phone number
    .not-kazakhstan = Type a mobile number of a Kazakhstan operator
contacts-email = E-mail
    .hint = In Latin letters, for example name@mail.kz
    .malformed = An e-mail address looks like name@mail.kz: check it
    .look-alike = Character { $position } is a Cyrillic “{ $letter }”: type the Latin “{ $instead }”
    .wrong-letter = Character { $position }, “{ $letter }”, cannot stand in an e-mail address: Latin letters only

## Signing

signing = Signing
signing-consent = Consent to the processing of personal data given
signing-number = Application number
