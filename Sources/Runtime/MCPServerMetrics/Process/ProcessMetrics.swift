#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension MetricRegistry {
    /// Has the registry tell of the process: its processor time, memory, open files and start, the last three where
    /// `/proc` says them.
    public func observeProcess() {
        observe("process.cpu", isSum: true) { ProcessFacts.processorTime }
        observe("process.resident_memory") { ProcessFacts.residentMemory }
        observe("process.open_fds") { ProcessFacts.openFiles }
        let start = ProcessFacts.startTime
        observe("process.start_time") { start }
    }
}

/// What the system says of this process.
enum ProcessFacts {
    /// In seconds, of all threads, in user space and in the kernel.
    static var processorTime: Double? {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return nil }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// In bytes.
    static var residentMemory: Double? {
        guard let pages = numbers(in: "/proc/self/statm").dropFirst().first else { return nil }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }

    static var openFiles: Double? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0.0
        while let entry = readdir(folder) {
            // `.`, `..`; then what reads the folder is one of the files.
            if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
        }
        return count - 1
    }

    /// In seconds since 1970: the start of the machine, and how much later the process began.
    static var startTime: Double? {
        guard let stat = text(of: "/proc/self/stat"), let boot = text(of: "/proc/stat"),
            // The name of the program stands in parentheses, and may itself have any.
            let afterName = stat.lastIndex(of: ")"),
            // Field 22 of proc_pid_stat(5), of which the first two are before.
            let ticks = stat[afterName...].dropFirst(2).split(separator: " ").dropFirst(19).first.flatMap({ Double($0) }
            ),
            let line = boot.split(separator: "\n").first(where: { $0.hasPrefix("btime ") }),
            let bootTime = Double(line.dropFirst(6))
        else { return nil }
        return bootTime + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func numbers(in path: String) -> [Double] {
        (text(of: path) ?? "").split(separator: " ").compactMap { Double($0) }
    }

    private static func text(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(file, &part, part.count)
            guard count > 0 else { break }
            text += part[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
