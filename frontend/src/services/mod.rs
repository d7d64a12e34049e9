//! What differs between the forms of the services.
