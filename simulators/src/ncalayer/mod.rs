//! NCALayer
