//! Dictionaries that come with the project.

mod common;

use common::day;
use shared::dictionaries::{indicators, lump_threshold, payment_due, regions};
use std::collections::BTreeSet;

/// seventeen oblasts and three cities, each named in three languages.
#[test]
fn every_region() {
    assert_eq!(regions().len(), 20);
    let codes: BTreeSet<&str> = regions().iter().map(|region| region.code.as_str()).collect();
    assert_eq!(codes.len(), 20);
    for region in regions() {
        assert_eq!(region.code.len(), 2);
        assert!(!region.name.kk.is_empty() && !region.name.ru.is_empty() && !region.name.en.is_empty());
    }
}

/// savings up to 12 minimum pensions of the year are paid at once.
#[test]
fn thresholds_by_date() {
    for (on, expected) in [
        ("2017-12-31", "0.00"),
        ("2018-01-01", "404940.00"),
        ("2022-03-31", "555624.00"),
        ("2022-04-01", "576384.00"),
        ("2025-12-31", "753252.00"),
        ("2026-01-01", "828588.00"),
        ("2026-11-24", "828588.00"),
        ("2030-01-01", "828588.00"),
    ] {
        assert_eq!(lump_threshold(day(on)).to_string(), expected, "{on}");
    }
    let known = indicators(day("2026-11-24")).unwrap();
    assert_eq!((known.mci, known.min_pension, known.subsistence_min), (4325, 69049, 50851));
    assert!(!known.source.is_empty());
    assert_eq!(indicators(day("2017-12-31")), None);
}

/// a payment is due 10 working days after its registration.
#[test]
fn due_days() {
    for (registered, due) in [
        ("2026-11-24", "2026-12-08"),
        ("2026-11-28", "2026-12-11"),
        ("2026-12-11", "2026-12-28"),
        ("2026-12-28", "2027-01-13"),
        ("2026-03-18", "2026-04-02"),
    ] {
        assert_eq!(payment_due(day(registered)).to_string(), due, "{registered}");
    }
}
