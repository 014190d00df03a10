#if JWT
import JWTKit

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension CompactToken {
    /// Checks the signature.
    ///
    /// - Parameter verifiers: Those of the keys that it may have been made with.
    /// - Throws: ``TokenFault`` unless it was made with one of them.
    func verify(with verifiers: [any JWTAlgorithm]) throws(TokenFault) {
        guard let bytes = Base64URL.decode(signature), !bytes.isEmpty else {
            throw TokenFault(reason: "the signature is not base 64 for URLs")
        }
        // An error is said of signatures that have not even the right length.
        guard verifiers.contains(where: { (try? $0.verify(bytes, signs: signedText)) ?? false }) else {
            throw TokenFault(reason: "the signature is wrong")
        }
    }
}
#endif
