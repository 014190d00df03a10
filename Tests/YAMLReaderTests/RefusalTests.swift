import Diagnostics
import Testing
import YAMLReader

/// What YAML allows and a configuration file must not have.
struct RefusalTests {
    @Test(arguments: [
        Example(
            "a: 1\na: 2\n",
            """
            2:1: error: duplicate key 'a' [duplicate-key]
            1:1: note: 'a' is first defined here
            """
        ),
        Example(
            #"a: 1\#n'a': 2\#n"\x61": 3\#n"#,
            """
            2:1: error: duplicate key 'a' [duplicate-key]
            1:1: note: 'a' is first defined here
            3:1: error: duplicate key 'a' [duplicate-key]
            1:1: note: 'a' is first defined here
            """
        ),
        Example(
            "o: {x: 1, y: 2, x: 3}\n",
            """
            1:17: error: duplicate key 'x' [duplicate-key]
            1:5: note: 'x' is first defined here
            """
        ),
        Example(
            "<<: {}\n",
            """
            1:1: error: merge keys ('<<') are not YAML 1.2: write the keys out [merge-key]
            """
        ),
        Example(
            "a: &a {b: 1}\nc: {<<: *a}\n",
            """
            2:5: error: merge keys ('<<') are not YAML 1.2: write the keys out [merge-key]
            """
        ),
        Example(
            "a: *x\n",
            """
            1:4: error: there is no anchor '&x' above: quote text that begins with '*' [invalid-alias]
            """
        ),
        Example(
            "a: &anchor 1\nb: *anchr\n",
            """
            2:4: error: there is no anchor '&anchr' above: quote text that begins with '*'; did you mean '*anchor'? [invalid-alias]
            """
        ),
        Example(
            "a: &a [*a]\n",
            """
            1:8: error: '*a' stands inside the anchor '&a' that it names [invalid-alias]
            """
        ),
        Example(
            "a: &a\n  b: {c: *a}\n",
            """
            2:10: error: '*a' stands inside the anchor '&a' that it names [invalid-alias]
            """
        ),
        Example(
            "a: &s {x: 1}\n*s : 2\n",
            """
            2:1: error: a key must be text, and '*s' is a mapping [invalid-key]
            """
        ),
        Example(
            "? [a]\n: b\n",
            """
            1:3: error: a key must be text, not a list: quote it [invalid-key]
            """
        ),
        Example(
            "{[a]: b}\n",
            """
            1:2: error: a key must be text, not a list: quote it [invalid-key]
            """
        ),
        Example(
            "{: b}\n",
            """
            1:2: error: expected a value here [yaml-syntax]
            1:2: note: inside { } or [ ], quote text that contains [ ] { } , or : and write an array as [string]
            """
        ),
        Example(
            "check: !has(a)\n",
            """
            1:8: error: '!' begins a tag to YAML: write `not has(a)`, or quote it [tag]
            """
        ),
        Example(
            "check: !has(a) and b\n",
            """
            1:8: error: '!' begins a tag to YAML: write `not has(a) and b`, or quote it [tag]
            """
        ),
        Example(
            "check: !has(a) || b\n",
            """
            1:8: error: '!' begins a tag to YAML: write `not has(a) || b`, or quote it [tag]
            """
        ),
        Example(
            "check: !(a)\n",
            """
            1:8: error: '!' begins a tag to YAML: write `not (a)`, or quote it [tag]
            """
        ),
        Example(
            "check: !a && b\n",
            """
            1:8: error: '!' begins a tag to YAML: write `not a && b`, or quote it [tag]
            """
        ),
        Example(
            "t: !x c: d\n",
            """
            1:4: error: tags such as '!x' are not supported: remove it, or quote text that begins with '!' [tag]
            """
        ),
        Example(
            "a: [x, !has(b)]\n",
            """
            1:8: error: '!' begins a tag to YAML: write `not has(b)`, or quote it [tag]
            1:8: note: inside { } or [ ], quote text that contains [ ] { } , or : and write an array as [string]
            """
        ),
        Example(
            "a: {check: !has(b), c: 1}\n",
            """
            1:12: error: '!' begins a tag to YAML: write `not has(b)`, or quote it [tag]
            """
        ),
        Example(
            "t: !!str x\n",
            """
            1:4: error: tags such as '!!str' are not supported: remove it, or quote text that begins with '!' [tag]
            """
        ),
        Example(
            "t: !x\n  b: 1\n",
            """
            1:4: error: tags such as '!x' are not supported: remove it, or quote text that begins with '!' [tag]
            """
        ),
        Example(
            "t: &a !x y\n",
            """
            1:7: error: tags such as '!x' are not supported: remove it, or quote text that begins with '!' [tag]
            """
        ),
        Example(
            "t: ! x\n",
            """
            1:4: error: '!' begins a tag to YAML: quote text that begins with '!' [tag]
            """
        ),
        Example(
            "t: !e!x y\n",
            """
            1:4: error: tags such as '!e!x y' are not supported: remove it, or quote text that begins with '!' [tag]
            """
        ),
        Example(
            "t: !<tag:x> y\n",
            """
            1:4: error: tags such as '!<tag:x>' are not supported: remove it, or quote text that begins with '!' [tag]
            """
        ),
        Example(
            "a: 1\n---\nb: 2\n",
            """
            2:1: error: a second document begins here: a file holds one, so remove the '---' [multiple-documents]
            """
        ),
        Example(
            "%YAML 1.1\n---\na: b\n",
            """
            1:1: error: the file asks for YAML 1.1, but is read as YAML 1.2: remove the directive [yaml-version]
            """
        ),
        Example(
            "%YAML 2.0\n---\na: b\n",
            """
            1:1: error: only YAML 1.2 is read: remove the directive [yaml-version]
            """
        ),
        Example(
            "",
            """
            1:1: error: the file is empty [empty-document]
            """
        ),
        Example(
            "# only\n",
            """
            1:1: error: the file is empty [empty-document]
            """
        ),
        Example(
            "a: 0x1f\nb: 0o17\n",
            """
            1:4: error: hexadecimal numbers such as '0x1f' are not supported: write `31`, or quote it if it is text [number-base]
            2:4: error: octal numbers such as '0o17' are not supported: write `15`, or quote it if it is text [number-base]
            """
        ),
        Example(
            "a: 0xffffffffffffffffff\n",
            """
            1:4: error: hexadecimal numbers such as '0xffffffffffffffffff' are not supported: write it in decimal, or quote it if it is text [number-base]
            """
        ),
        Example(
            "0x1f: a\n",
            """
            1:1: error: hexadecimal numbers such as '0x1f' are not supported: write `31`, or quote it if it is text [number-base]
            """
        ),
        Example(
            "a: \ta\n\tb: c\n",
            """
            2:1: error: a tab may not indent: use spaces [tab-indentation]
            """
        ),
    ])
    func reports(_ example: Example) {
        #expect(report(example.text) == example.report)
    }
}
