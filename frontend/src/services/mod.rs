//! What differs between the forms of the services.

mod pension_payment;
