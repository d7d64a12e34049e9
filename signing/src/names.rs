//! Distinguished names: comparison and the texts inside.

use der::{
    Any, Tag, Tagged,
    asn1::{BmpString, ObjectIdentifier},
};
use x509_cert::name::Name;

/// Whether two names are the same: equal as written, or equal after decoding when the kinds of strings differ.
pub fn same(one: &Name, other: &Name) -> bool {
    one == other
        || one.0.len() == other.0.len()
            && one.0.iter().zip(&other.0).all(|(one, other)| {
                one.0.len() == other.0.len()
                    && one.0.iter().zip(other.0.iter()).all(|(one, other)| {
                        one.oid == other.oid && text(&one.value).is_some_and(|one| Some(one) == text(&other.value))
                    })
            })
}

/// Every text that a name holds under an attribute, in order.
pub fn texts(name: &Name, attribute: ObjectIdentifier) -> impl Iterator<Item = Option<String>> {
    name.0
        .iter()
        .flat_map(|rdn| rdn.0.iter())
        .filter(move |entry| entry.oid == attribute)
        .map(|entry| text(&entry.value))
}

fn text(value: &Any) -> Option<String> {
    match value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String => String::from_utf8(value.value().to_vec()).ok(),
        Tag::BmpString => value.decode_as::<BmpString>().ok().map(|text| text.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use der::asn1::SetOfVec;
    use x509_cert::{attr::AttributeTypeAndValue, name::RelativeDistinguishedName};

    use super::*;
    use crate::oids;

    fn name(tag: Tag, value: &[u8]) -> Name {
        let value = Any::new(tag, value).unwrap();
        let entry = AttributeTypeAndValue { oid: oids::COMMON_NAME, value };
        Name::from(vec![RelativeDistinguishedName::from(SetOfVec::try_from(vec![entry]).unwrap())])
    }

    #[test]
    fn kinds_of_strings_do_not_tell_names_apart() {
        let printable = name(Tag::PrintableString, b"NCA");
        assert!(same(&printable, &name(Tag::Utf8String, b"NCA")));
        assert!(same(&printable, &name(Tag::BmpString, b"\0N\0C\0A")));
        assert!(!same(&printable, &name(Tag::Utf8String, b"NCB")));
        assert!(!same(&name(Tag::TeletexString, b"NCA"), &name(Tag::Utf8String, b"NCA")));
        assert!(!same(&name(Tag::Utf8String, b"\xFF"), &name(Tag::Utf8String, b"\xFE")));
    }

    #[test]
    fn attributes_and_their_number_tell_names_apart() {
        let one = Name::from_str("CN=NCA,C=KZ").unwrap();
        assert!(same(&one, &one.clone()));
        assert!(!same(&one, &Name::from_str("CN=NCA").unwrap()));
        assert!(!same(&name(Tag::Utf8String, b"KZ"), &Name::from_str("C=KZ").unwrap()));
        let two = Name::from_str("CN=NCA+C=KZ").unwrap();
        assert!(!same(&two, &Name::from_str("CN=NCA").unwrap()));
    }
}
