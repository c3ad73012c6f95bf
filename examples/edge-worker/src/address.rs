//! Which hosts are on the public network, by their names alone.

use std::net::{Ipv4Addr, Ipv6Addr};

use wasm_bindgen::prelude::*;

/// Names that lead into one's own machine or network.
const OWN: [&str; 7] =
    ["localhost", "localdomain", "local", "internal", "intranet", "lan", "home.arpa"];

/// Whether the host of a parsed URL is an address or a name of the public network. What a name
/// leads to only the runtime's network sees, which refuses private addresses too.
#[wasm_bindgen]
pub fn is_public(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address.parse().is_ok_and(is_public_v6);
    }
    // A URL's parser has made numbers, octal and hexadecimal ones too, of four bytes.
    if let Ok(address) = host.parse() {
        return is_public_v4(address);
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    let is_below = |own: &str| {
        name.strip_suffix(own).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    name.contains('.') && !OWN.into_iter().any(is_below)
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let is_special = match address.octets() {
        [0, ..] | [192, 0, 0, _] | [240..=255, ..] => true,
        [100, second, ..] => second & 0xc0 == 64,
        [198, second, ..] => second & 0xfe == 18,
        _ => false,
    };
    !(is_special
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast())
}

/// Global unicast only, which leaves out what wraps an address of four bytes; and of that not the
/// tunnels, which wrap one too.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let is_special = matches!(segments, [0x2001, 0 | 0xdb8, ..] | [0x2002, ..]);
    segments.first().is_some_and(|first| first & 0xe000 == 0x2000) && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_the_public_network_are_public() {
        for host in [
            "news.example",
            "8.8.8.8",
            "100.128.0.1",
            "172.32.0.1",
            "[2606:4700::1111]",
            "localhost.news.example",
            "xn--bcher-kva.example",
            "lan.example.",
        ] {
            assert!(is_public(host), "{host}");
        }
    }

    #[test]
    fn hosts_of_ones_own_are_not() {
        let addresses = [
            "127.0.0.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
        ];
        let wrapped = [
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:a00:1]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "[2001:0:7f00:1::]",
            "[2001:db8::1]",
            "[fe80::1]",
            "[fc00::1]",
            "[fd12::1]",
            "[fec0::1]",
            "[ff02::1]",
        ];
        let names = [
            "localhost",
            "localhost.",
            "a.localhost",
            "localhost.localdomain",
            "printer.local",
            "metadata.google.internal",
            "router.lan",
            "nas.home.arpa",
            "server",
            "",
        ];
        for host in addresses.iter().chain(&wrapped).chain(&names) {
            assert!(!is_public(host), "{host}");
        }
    }
}
