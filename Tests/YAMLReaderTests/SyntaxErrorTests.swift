import Diagnostics
import Testing
import YAMLReader

/// Syntax errors say what to do, in words and at a place of their own.
struct SyntaxErrorTests {
    @Test(arguments: [
        Example(
            "a: b: c\n",
            """
            1:5: error: text that contains ': ' needs quotes [yaml-syntax]
            """
        ),
        Example(
            "d: http://x: y\n",
            """
            1:12: error: text that contains ': ' needs quotes [yaml-syntax]
            """
        ),
        Example(
            "name:foo\nother: x\n",
            """
            1:6: error: expected a space behind ':' [yaml-syntax]
            """
        ),
        Example(
            "a: x\nname:foo\nb: y\n",
            """
            2:6: error: expected a space behind ':' [yaml-syntax]
            """
        ),
        Example(
            "a: x\nfoo\nb: y\n",
            """
            2:1: error: expected 'key: value' or '- element' here: indent text that goes on from the line above, or quote it [yaml-syntax]
            """
        ),
        Example(
            "a:\n  - x\n  y\n",
            """
            3:3: error: expected 'key: value' or '- element' here: indent text that goes on from the line above, or quote it [yaml-syntax]
            """
        ),
        Example(
            "a\n  b: c\n",
            """
            2:3: error: a key may not begin here: check the indentation, or whether the line above has a value already [yaml-syntax]
            """
        ),
        Example(
            "a: x\n  b: y\n",
            """
            2:3: error: a key may not begin here: check the indentation, or whether the line above has a value already [yaml-syntax]
            """
        ),
        Example(
            "- a: 1\n   b: 2\n",
            """
            2:4: error: a key may not begin here: check the indentation, or whether the line above has a value already [yaml-syntax]
            """
        ),
        Example(
            "a:\n  b: 1\n c: 2\n",
            """
            3:2: error: expected a key here: check the indentation [yaml-syntax]
            1:1: note: the mapping begins here
            """
        ),
        Example(
            "tools:\n  - name: a\n   description: b\n",
            """
            3:4: error: expected '-' for the next element of the list, or less indentation to end it [yaml-syntax]
            2:3: note: the list begins here
            """
        ),
        Example(
            "- a\nb: 1\n",
            """
            2:1: error: expected '-' for the next element of the list, or less indentation to end it [yaml-syntax]
            1:1: note: the list begins here
            """
        ),
        Example(
            "a: - b\n",
            """
            1:4: error: a list element may not begin here: put '-' on a line of its own, or quote the text [yaml-syntax]
            """
        ),
        Example(
            "a: foo # x\n  bar\n",
            """
            2:3: error: the comment in the line above ends its text: quote the text, or remove the comment [yaml-syntax]
            """
        ),
        Example(
            "a:\n\tb: 1\n",
            """
            2:1: error: a tab may not indent: use spaces [tab-indentation]
            """
        ),
        Example(
            "a: b\n\tc: d\n",
            """
            2:1: error: a tab may not indent: use spaces [tab-indentation]
            """
        ),
        Example(
            "a: |\n\tx\n",
            """
            2:1: error: a tab may not indent: use spaces [tab-indentation]
            """
        ),
        Example(
            "a: 'open\nb: 1\n",
            """
            1:4: error: this quote is never closed [yaml-syntax]
            """
        ),
        Example(
            #"a: "open\#nb: c\#n"#,
            """
            1:4: error: this quote is never closed [yaml-syntax]
            """
        ),
        Example(
            "a: 'it's'\n",
            """
            1:8: error: the quoted text ends before this: quote all of the value, and write a quote inside single quotes twice [yaml-syntax]
            """
        ),
        Example(
            #"a: "x" y\#n"#,
            """
            1:8: error: the quoted text ends before this: quote all of the value, and write a quote inside single quotes twice [yaml-syntax]
            """
        ),
        Example(
            #"r: "\d+"\#n"#,
            #"""
            1:5: error: '\d' is no escape in double quotes: write `\\d`, or use single quotes [yaml-syntax]
            """#
        ),
        Example(
            #"r: "\xZZ"\#n"#,
            #"""
            1:7: error: expected hexadecimal digits: `\x41`, `\u0041` or `\U00000041` [yaml-syntax]
            """#
        ),
        Example(
            "a: @x\n",
            """
            1:4: error: text may not begin with '@': quote it [yaml-syntax]
            """
        ),
        Example(
            "a: `x`\n",
            """
            1:4: error: text may not begin with '`': quote it [yaml-syntax]
            """
        ),
        Example(
            "a: %x\n",
            """
            1:4: error: text may not begin with '%': quote it [yaml-syntax]
            """
        ),
        Example(
            "%x\n",
            """
            1:1: error: '%' begins a directive to YAML: quote text that begins with '%' [yaml-syntax]
            """
        ),
        Example(
            "a: *important* text\n",
            """
            1:4: error: '*' begins an alias to YAML: quote text that begins with '*' [yaml-syntax]
            """
        ),
        Example(
            "a: * b\n",
            """
            1:4: error: '*' begins an alias to YAML: quote text that begins with '*' [yaml-syntax]
            """
        ),
        Example(
            "a: && b\n",
            """
            1:4: error: '&' begins an anchor to YAML: quote text that begins with '&' [yaml-syntax]
            """
        ),
        Example(
            "a: &x&y\n",
            """
            1:4: error: '&' begins an anchor to YAML: quote text that begins with '&' [yaml-syntax]
            """
        ),
        Example(
            "x: ? foo\n",
            """
            1:4: error: '?' begins a key to YAML: quote text that begins with '?' [yaml-syntax]
            """
        ),
        Example(
            "a: }\n",
            """
            1:4: error: expected a value here [yaml-syntax]
            """
        ),
        Example(
            "x: ,\n",
            """
            1:4: error: expected a value here [yaml-syntax]
            """
        ),
        Example(
            "a: |x\n",
            """
            1:4: error: '|' and '>' begin a block of text on the next line: quote text that begins with one of them [yaml-syntax]
            """
        ),
        Example(
            "a: >= 3\n",
            """
            1:4: error: '|' and '>' begin a block of text on the next line: quote text that begins with one of them [yaml-syntax]
            """
        ),
        Example(
            "a: >0\n  x\n",
            """
            1:5: error: the indentation of a block of text must be from 1 to 9 [yaml-syntax]
            """
        ),
        Example(
            "o: { type: string[] }\n",
            """
            1:18: error: expected ',' or '}' here [yaml-syntax]
            1:18: note: inside { } or [ ], quote text that contains [ ] { } , or : and write an array as [string]
            1:4: note: '{' is opened here
            """
        ),
        Example(
            "o: { a: b: c }\n",
            """
            1:10: error: expected ',' or '}' here [yaml-syntax]
            1:10: note: inside { } or [ ], quote text that contains [ ] { } , or : and write an array as [string]
            1:4: note: '{' is opened here
            """
        ),
        Example(
            "o: [a, b\nc: d\n",
            """
            2:2: error: expected ',' or ']' here [yaml-syntax]
            2:2: note: inside { } or [ ], quote text that contains [ ] { } , or : and write an array as [string]
            1:4: note: '[' is opened here
            """
        ),
        Example(
            "o: {a: 1\nb: 2\n",
            """
            2:2: error: expected ',' or '}' here [yaml-syntax]
            2:2: note: inside { } or [ ], quote text that contains [ ] { } , or : and write an array as [string]
            1:4: note: '{' is opened here
            """
        ),
        Example(
            "pattern: [a-z]+\n",
            """
            1:15: error: the brackets close before this: quote text that begins with '[' or '{' [yaml-syntax]
            """
        ),
        Example(
            "pattern: {a}b\n",
            """
            1:13: error: the brackets close before this: quote text that begins with '[' or '{' [yaml-syntax]
            """
        ),
        Example(
            "a: {x: 1}}\n",
            """
            1:10: error: the brackets close before this: quote text that begins with '[' or '{' [yaml-syntax]
            """
        ),
    ])
    func reports(_ example: Example) {
        #expect(report(example.text) == example.report)
    }
}
