//! Dictionaries that come with the project: regions and indicators by date.
