/// A document that uses all of YAML that is allowed, for tests that mutate it or read it twice.
enum Sample {
    static let text = #"""
        # A comment, then every style.
        plain: some text with 'quotes' and "more" # a comment
        several lines: one
          two

          three
        'single': 'it''s

          folded   '
        "double": "tab \t, \
          joined, \x41\u00e9\U0001F600 and

          a break \
            \  with spaces"
        literal: |
            deep
        list:
          - a
          -
            - nested
            - [flow, {x: 1, "y": [2, 3]}, 'q']
          - key: &anchor { type: string, max: 10 }
            other: *anchor
        blocks:
          literal: |

            first

              indented
            last

          stripped: >-
            folded
            lines

              more indented

            again
          kept: |+
            text


          indented: |2
              two more
            text
          folded kept: >+

            a
            b

        numbers: [1, -2, +3, 0.5, 1e3, .inf, -.inf, .nan, 017, 1:30]
        words: { yes: on, null: ~, empty: , true: false }
        unicode: "日本語 👩‍👩‍👧 é"
        umlaut: grün # trailing
        ? explicit key
        : explicit value
        url: http://example.com/#fragment
        last: end
        """#
}
