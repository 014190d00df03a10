import Synchronization

/// A result that is the same for all who ask, made once: a list of a thousand tools has hundreds of kilobytes, which nobody
/// should copy for each answer.
package final class SharedResult: Sendable {
    package let bytes: [UInt8]
    private let form = Mutex<(any Sendable)?>(nil)

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The bytes in the form that a transport sends, made at the first use.
    package func form<Form: Sendable>(_ make: ([UInt8]) -> Form) -> Form {
        form.withLock { form in
            if let form = form as? Form { return form }
            let made = make(bytes)
            form = made
            return made
        }
    }
}
