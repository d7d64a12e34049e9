//! Measuring: programs started and ended, invented citizens, load.

pub mod citizens;
pub mod faults;
pub mod load;
pub mod logins;
pub mod programs;
pub mod signatures;
pub mod sizes;
