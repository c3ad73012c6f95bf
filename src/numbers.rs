//! Numbers read and written without the standard library's float and formatting code, which would
//! cost the Wasm 15 KB.

/// A JSON number. Exact up to 2⁵³, and to the last few bits beyond.
pub(crate) fn decimal(bytes: &[u8]) -> f64 {
    let (mut mantissa, mut scale, mut exponent) = (0_u64, 0_i32, 0_i32);
    let (mut negative, mut negative_exponent, mut fraction, mut in_exponent) =
        (false, false, false, false);
    for byte in bytes {
        match byte {
            b'-' if in_exponent => negative_exponent = true,
            b'-' => negative = true,
            b'.' => fraction = true,
            b'e' | b'E' => in_exponent = true,
            b'0'..=b'9' => {
                let digit = byte - b'0';
                if in_exponent {
                    exponent = exponent.saturating_mul(10).saturating_add(digit.into());
                } else if mantissa < 1 << 56 {
                    mantissa = mantissa * 10 + u64::from(digit);
                    scale = scale.saturating_sub(i32::from(fraction));
                } else {
                    scale = scale.saturating_add(i32::from(!fraction));
                }
            }
            _ => {}
        }
    }
    let exponent =
        if negative_exponent { -exponent } else { exponent }.saturating_add(scale).clamp(-400, 400);
    let mut number = mantissa as f64;
    let mut power = 1.0;
    for _ in 0..exponent.unsigned_abs() {
        power *= 10.0;
    }
    if exponent < 0 {
        number /= power;
    } else if mantissa != 0 {
        number *= power;
    }
    if negative { -number } else { number }
}

/// Writes a whole number.
pub(crate) fn push(number: u64, out: &mut String) {
    if number >= 10 {
        push(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// The whole number that a text begins with, after spaces: `1200`, `"1200px"`.
pub(crate) fn leading(text: &str) -> Option<u32> {
    let mut number: Option<u32> = None;
    for byte in text.trim_ascii_start().bytes() {
        if !byte.is_ascii_digit() {
            break;
        }
        number =
            Some(number.unwrap_or(0).saturating_mul(10).saturating_add(u32::from(byte - b'0')));
    }
    number
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_their_value() {
        for text in [
            "0",
            "-0",
            "1",
            "1200",
            "-17",
            "9007199254740991",
            "1.5e12",
            "1464599520000",
            "0.5",
            "2.25",
            "1e2",
        ] {
            assert_eq!(decimal(text.as_bytes()), text.parse::<f64>().unwrap(), "{text}");
        }
        for text in [
            "0.1",
            "3.14159",
            "1e300",
            "1e-300",
            "123456789012345678901234567890",
            "0.000000000000000000001",
        ] {
            let exact: f64 = text.parse().unwrap();
            assert!((decimal(text.as_bytes()) / exact - 1.0).abs() < 1e-12, "{text}");
        }
        assert_eq!(decimal(b"1e999999999999"), f64::INFINITY);
        assert_eq!(decimal(b"1e-999999999999"), 0.0);
        assert_eq!(decimal(b"0e999999999999"), 0.0);
    }

    #[test]
    fn whole_numbers_are_written_and_read() {
        let mut out = String::new();
        for number in [0, 9, 10, 1205, u64::MAX] {
            push(number, &mut out);
            out.push(' ');
        }
        assert_eq!(out, "0 9 10 1205 18446744073709551615 ");
        assert_eq!(leading(" 1200px"), Some(1200));
        assert_eq!(leading("99999999999"), Some(u32::MAX));
        assert_eq!(leading("px"), None);
    }
}
