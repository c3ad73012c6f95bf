#![no_main]

#[path = "../../tests/targets/mod.rs"]
#[allow(dead_code, reason = "the other targets use the rest")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::run("markdown", bytes));
