use std::fs;

use proptest::prelude::*;
use pulldown_cmark::{Options, Parser, html};

use super::*;
use crate::article::Block;
use crate::html::blocks;

fn ours(source: &str) -> Vec<Block> {
    blocks(&to_html(source))
}

fn theirs(source: &str) -> Vec<Block> {
    let mut out = String::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    html::push_html(&mut out, Parser::new_ext(source, options));
    // Spaces in addresses stay as they are here; the URL is parsed later.
    blocks(&out.replace("%20", " "))
}

fn json(blocks: &[Block]) -> String {
    serde_json::to_string(blocks).unwrap()
}

#[test]
fn posts_read_as_in_another_parser() {
    let mut compared = 0;
    for entry in
        fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/markdown")).unwrap()
    {
        let path = entry.unwrap().path();
        let source = fs::read_to_string(&path).unwrap();
        for (kind, source) in [("LF", source.clone()), ("CRLF", source.replace('\n', "\r\n"))] {
            assert_eq!(json(&ours(&source)), json(&theirs(&source)), "{} {kind}", path.display());
        }
        compared += 1;
    }
    assert!(compared > 3);
}

#[test]
fn pieces_read_as_in_another_parser() {
    let mut wrong = String::new();
    for source in PIECES {
        let (ours, theirs) = (json(&ours(source)), json(&theirs(source)));
        if ours != theirs {
            wrong += &format!("--- {source}\n{}\nours {ours}\ntheirs {theirs}\n", to_html(source));
        }
    }
    assert_eq!(wrong, "");
}

const PIECES: &[&str] = &[
    "*a* **b** ***c*** _d_ __e__ *a **b** c* **a *b* c** snake_case_name 2*3*4 * a * **a**b",
    "*a_b*c_ **a*b** *a**b* _a*b_c* ***a** b* ***a* b** __init__.py",
    "\"*a*\" (**b**) *a*, **b**. 日本語**強調**です",
    "~~gone~~ and ~one~ and a~b",
    "`a*b*` ``a`b`` ` a ` `unclosed *em*",
    "[a](/b) [a *b*](</c d> \"title\") [a](/b 'c') [a](/b_(c)) [a]() [a] (b) [](x)",
    "![a b](/c.png) [![in](/i.png)](/out) ![x][ref]\n\n[ref]: /r.png \"t\"",
    "[one][a] [a] [A][] [none] [none][none]\n\n[a]: <https://a.example/x> 'T'\n[b]: /y",
    "[a [b](/c) d](/e)",
    "*[a*b](/c)* [a*](b)*",
    "<https://a.example/?b=c&d> <me@a.example> <b>bold</b> <span class=\"x*y*\">z</span> a<br>b",
    "\\*a\\* \\[b\\](c) \\\\ \\q \\<b> &amp; &copy; AT&T a<b 1 < 2",
    "a  \nb\\\nc\nd",
    "# A\n## B ##\n### C #\n#no\n####### no\n#\tTab",
    "A\n=\nB\n---\nC\nD\n--",
    "---\n***\n_ _ _\na\n***\nb",
    "> a\nb\n> c\n\n> d\n>\n> > e\n> f",
    "> # A\n> - b\n> - c\nlazy\n\nafter",
    "- a\n- b\n  - c\n    - d\n- e\n\n\n- f\n* g",
    "1. a\n2. b\n   1. c\n   2. d\n\n   e\n3. f",
    "3) a\n4) b\n\ntext\n2. no list\n",
    "- a\n\n  b\n\n      code\n- c\n  > d\n- ```x\n  y\n  ```",
    "-   a\n\n    b\n- \n  c\n-\n",
    "* a\n\tb\n\n\tc\n",
    "text\n- a\n- b\ntext\n1. c\n5. d",
    "    a\n    b\n\n    c\n  d\n\n\te",
    "```rust\nfn a() {\n    b\n}\n```\n~~~\n```\n~~~\n````\n```\n````",
    "```\nunclosed\n\nstill",
    "  ```\n  a\n   b\n  ```",
    "|a|b|\n|-|:-:|\n|c *d*|e \\| f|\n|g|h|\n\nafter",
    "a | b\n--- | ---\nc | d\n\ne",
    "a | b\n---\nc | d",
    "<div class=\"x\">\n<p>A *b*</p>\n</div>\n\n*c*",
    "<div>\n\n*a*\n\n</div>",
    "<!-- a\n\n*b* -->\nc\n\n<pre>\n\n*d*\n</pre>\n\ne",
    "<details>\n<summary>S</summary>\n\nT **u**\n\n</details>",
    "a\n<p>b</p>\nc",
    "a\n***\n\nb\n# c\nd\n> e",
    "[a]: /b\n\ntext [a]\n\n[c]: /d",
    "* * *\n- - -\n+ a",
    "1. a\n- b\n+ c",
    "",
    "\n\n \n\t\n",
    "a\u{a0}**b**\u{a0}c",
    "**Note:** a",
    "**a:**b **a.** b",
    "a*\"b\"*c",
    "***",
    "**",
    "[",
    "![",
    "]",
    "[a](",
    "[a](<b",
    "<",
    "<a",
    "\\",
    "`",
    "- ",
    "1.",
    ">",
    "|",
    "|-|",
    "#",
];

#[test]
fn what_posts_have_beyond_commonmark_is_read() {
    let short = |source: &str| {
        let json = serde_json::to_string(&ours(source)).unwrap();
        json.replace("\"type\":", "").replace(['"', '\\'], "")
    };
    for (source, expected) in [
        ("---\ntitle: A\n---\n\nB", "[{paragraph,text:B}]"),
        ("- [ ] a\n- [x] b", "[{list,items:[{text:☐ a},{text:☑ b}]}]"),
        (
            "see https://a.example/b_c_(d).",
            "[{paragraph,text:see <a href=https://a.example/b_c_(d)>https://a.example/b_c_(d)</a>.}]",
        ),
        (
            "(https://a.example/)",
            "[{paragraph,text:(<a href=https://a.example/>https://a.example/</a>)}]",
        ),
        ("{% embed https://a.example/b %}", "[{embed,url:https://a.example/b}]"),
        ("{% youtube abc %}\n\n{% gist 1 %}", "[{embed,url:https://www.youtube.com/watch?v=abc}]"),
        (
            "A[^1] b.\n\n[^1]: Note *c*.",
            "[{paragraph,text:A<span id=fnref^1></span><sup><a href=#fn^1>1</a></sup> b.},{divider},\
             {list,ordered:true,items:[{text:<span id=fn^1></span>Note <em>c</em>. <a href=#fnref^1>↩</a>}]}]",
        ),
        (
            "A[^no] [gallery] [caption]x[/caption]",
            "[{paragraph,text:A[^no] [gallery] [caption]x[/caption]}]",
        ),
        (
            "<script>\n\nx\n</script>\n<iframe src=\"https://a.example/\"></iframe>",
            "[{embed,url:https://a.example/}]",
        ),
    ] {
        assert_eq!(short(source), expected, "{source}\n{}", to_html(source));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_is_fatal_and_none_grows(source in "([ \t>*_~`#\\-+=|!<&/a1.:\\[\\]()\\\\\n\"^é%{}]|https://|\\[\\^1\\]: |```|\n> |\n- ){0,80}") {
        let out = to_html(&source);
        prop_assert!(out.len() <= 200 + 60 * source.len(), "{}", out.len());
        blocks(&out);
    }
}

/// By counts, not by the clock: ten times the text must not make more than ten times the markup, and whatever is
/// quadratic would not end within the test's time.
#[test]
fn long_and_deep_texts_are_read_within_bounds() {
    for piece in [
        "*a ",
        "**a* ",
        "_a_ ",
        "[a](",
        "[a][b",
        "![",
        "[",
        "<a ",
        "`a ``b ",
        "~a ",
        "> ",
        "- ",
        "1. ",
        "\\",
        "|a|\n|-|\n",
        "[^1] ",
        "h",
        "  - a\n",
        "[a]: b\n[a] ",
        "<!-- ",
        "](",
        "https://a ",
        "a_",
        "***a** ",
        "\"*",
        "{% embed ",
    ] {
        for lines in [false, true] {
            let mut source = piece.repeat(100_000 / piece.len());
            if lines {
                source = source.replace(' ', " \n");
            }
            let out = to_html(&source);
            assert!(out.len() < 60 * source.len() + 200, "{piece}: {}", out.len());
            blocks(&out);
        }
    }
}
