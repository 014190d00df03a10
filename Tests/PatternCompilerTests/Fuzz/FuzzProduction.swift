/// What the grammar of expressions consists of (ECMA-262 22.2.1 and annex B.1.2): the fuzzer counts how often it uses each.
enum FuzzProduction: String, CaseIterable {
    // Disjunctions and assertions.
    case alternatives, emptyAlternative
    case start, end, wordBoundary, noWordBoundary
    case lookahead, negativeLookahead, lookbehind, negativeLookbehind, quantifiedLookahead

    // Quantifiers.
    case star, plus, optional, exactly, atLeast, between, lazy

    // Groups and references.
    case plainGroup, capture, namedCapture, escapedName
    case numberedReference, namedReference, forwardReference, ownReference

    // Characters.
    case literal, astralLiteral, dot, loneBracket
    case controlEscape, controlLetter, null, hexadecimal, unicodeEscape, surrogatePair, codePoint
    case syntaxEscape, slashEscape, identityEscape, octal, incompleteEscape, loneControl, bracedCount

    // Escapes of sets.
    case digit, notDigit, word, notWord, space, notSpace
    case category, binaryProperty, script, scriptExtensions, notProperty, stringProperty

    // Classes.
    case characterClass, negatedClass, emptyClass, anyClass, range, backspace
    case hyphen, escapedHyphen, setRange, classControl
    case nestedClass, intersection, subtraction, classStrings, emptyString, punctuatorEscape

    // Flags.
    case hasIndices, global, ignoreCase, multiline, dotAll, unicode, unicodeSets, sticky
}
