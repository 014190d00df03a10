#if HTTP
#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How many connections may be open, of those that are wanted: half of the files that the process may open at most.
///
/// The other half is for what the tools open. A listener that has no descriptor left for the next connection would try
/// again and again, which keeps a core busy.
func connectionLimit(wanted: Int) -> Int {
    let descriptors = sysconf(Int32(_SC_OPEN_MAX))
    return descriptors > 0 ? min(wanted, max(1, descriptors / 2)) : wanted
}
#endif
