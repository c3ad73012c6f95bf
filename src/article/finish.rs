//! What every article goes through after its format has read it.
