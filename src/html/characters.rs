//! Character references, and which characters show nothing.

/// Names by code point: a word that starts with its character sets the code point, each further word is the next one.
/// What stands before `apos` may lack its semicolon.
const NAMES: &str = "\
&amp \"quot <lt >gt \u{a0}nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times \
Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute \
ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml \
yacute thorn yuml &AMP \"QUOT <LT >GT ©COPY ®REG 'apos \
ŒOElig oelig ŠScaron scaron \u{2002}ensp emsp \u{2009}thinsp \u{200c}zwnj zwj lrm rlm –ndash mdash \
‘lsquo rsquo sbquo “ldquo rdquo bdquo •bull …hellip ‹lsaquo rsaquo €euro ™trade ←larr uarr rarr darr −minus";

/// Those that few texts have.
const RARE: &str = "\
(lpar rpar ast plus comma \u{8}- Tab NewLine !excl #num dollar percnt .period sol :colon semi =equals ?quest \
commat [lsqb bsol rsqb _lowbar grave {lcub verbar rcub ŸYuml ƒfnof ˆcirc ˜tilde \
ΑAlpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho ΣSigma Tau Upsilon Phi Chi \
Psi Omega αalpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau \
upsilon phi chi psi omega ϑthetasym upsih ϖpiv \
\u{2007}numsp puncsp \u{200a}hairsp ZeroWidthSpace ‐hyphen ―horbar †dagger Dagger ‰permil ′prime Prime ‾oline ⁄frasl \
ℑimage №numero ℘weierp ℜreal ℵalefsym ⅓frac13 frac23 ⅛frac18 frac38 frac58 frac78 \
↔harr ↵crarr ⇐lArr uArr rArr dArr hArr ∀forall ∂part exist ∅empty ∇nabla isin notin ∋ni ∏prod \
∑sum ∗lowast √radic ∝prop infin ∠ang ∧and or cap cup int ∴there4 ∼sim ≅cong ≈asymp ≠ne equiv ≤le ge \
⊂sub sup nsub ⊆sube supe ⊕oplus ⊗otimes ⊥perp ⋅sdot ⌈lceil rceil lfloor rfloor ★starf star ♠spades ♣clubs ♥hearts \
diams ✓check ✗cross ⟨lang rang ◊loz";

/// What the C1 controls 0x80 to 0x9F stand for.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Appends text with its character references replaced.
pub(super) fn decode(source: &str, in_attribute: bool, out: &mut String) {
    let mut rest = source;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let found = match after.strip_prefix('#') {
            Some(number) => numeric(number).map(|(c, length)| (c, length + 1)),
            None => named(after, in_attribute),
        };
        let (c, length) = found.unwrap_or(('&', 0));
        out.push(c);
        rest = after.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
}

fn numeric(source: &str) -> Option<(char, usize)> {
    let digits = source.strip_prefix(['x', 'X']);
    let (radix, prefix) = if digits.is_some() { (16, 1) } else { (10, 0) };
    let mut code = None;
    let mut length = prefix;
    for c in digits.unwrap_or(source).chars() {
        let Some(digit) = c.to_digit(radix) else {
            length += usize::from(c == ';');
            break;
        };
        code = Some(code.unwrap_or(0_u32).saturating_mul(radix).saturating_add(digit));
        length += 1;
    }
    let c = match code? {
        0 => None,
        code @ 0x80..=0x9f => WINDOWS_1252.get(code as usize - 0x80).copied(),
        code => char::from_u32(code),
    };
    Some((c.unwrap_or(char::REPLACEMENT_CHARACTER), length))
}

fn named(source: &str, in_attribute: bool) -> Option<(char, usize)> {
    let source = source.as_bytes();
    let length = source.iter().take(32).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let run = source.get(..length).filter(|run| !run.is_empty())?;
    let closed = source.get(length) == Some(&b';');
    let (mut found, mut legacy) = (None, true);
    for (name, code) in by_code(NAMES) {
        legacy &= name != b"apos";
        if closed && name == run {
            return char::from_u32(code).map(|c| (c, length + 1));
        }
        if legacy && run.starts_with(name) {
            let next = source.get(name.len());
            // `?a=1&copy=2` in a URL is no copyright sign.
            if !(in_attribute
                && next.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'='))
            {
                found = char::from_u32(code).map(|c| (c, name.len()));
            }
        }
    }
    let rare = if closed { by_code(RARE).find(|(name, _)| *name == run) } else { None };
    match rare {
        Some((_, code)) => char::from_u32(code).map(|c| (c, length + 1)),
        None => found,
    }
}

fn by_code(names: &str) -> impl Iterator<Item = (&[u8], u32)> {
    let mut code = 0;
    names.split_ascii_whitespace().map(move |word| {
        let name = word.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let first = if name.len() < word.len() { word.chars().next() } else { None };
        code = first.map_or(code + 1, u32::from);
        (name.as_bytes(), code)
    })
}

/// Whether a character shows nothing, or only an empty space.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c,
        '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{1680}' | '\u{180e}'
        | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(source: &str, in_attribute: bool) -> String {
        let mut out = String::new();
        decode(source, in_attribute, &mut out);
        out
    }

    #[test]
    fn references_are_decoded_once() {
        for (source, expected) in [
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("&#8217;&#x2019;&#X2019", "’’’"),
            ("&#146;&#x80;", "’€"),
            ("&#0;&#xD800;&#x110000;&#99999999999999;", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            ("&#;&#x;&;& &unknown;", "&#;&#x;&;& &unknown;"),
            ("AT&T &copyleft &notit; &amp", "AT&T ©left ¬it; &"),
            ("&apos &apos;&Tab;&NewLine;", "&apos '\t\n"),
            ("&hellip;&euro;&Omega;&sup;&sup2;&lang;&frac58;", "…€Ω⊃²⟨⅝"),
            ("&", "&"),
            ("&ü;", "&ü;"),
        ] {
            assert_eq!(decoded(source, false), expected, "{source}");
        }
        assert_eq!(decoded("?a=1&copy=2&copy;3&copy&regx", true), "?a=1&copy=2©3©&regx");
    }
}
