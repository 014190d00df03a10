// Parses the benchmarks' inputs into simdjson's DOM: simdjson-peer FOLDER. The same conversation as python_peer.py.
#include <ctime>
#include <iostream>
#include <map>
#include <simdjson.h>

static long long processor_time() {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

int main(int, char **arguments) {
    std::map<std::string, simdjson::padded_string> texts;
    for (const char *name : {"order", "orders"}) {
        texts[name] = simdjson::padded_string::load(std::string(arguments[1]) + "/" + name + ".json").value();
    }
    std::cout << "ready" << std::endl;
    simdjson::dom::parser parser;
    std::string name;
    long long repetitions;
    while (std::cin >> name >> repetitions) {
        const auto &text = texts.at(name);
        auto start = processor_time();
        for (long long index = 0; index < repetitions; index++) {
            if (parser.parse(text).error()) return 1;
        }
        std::cout << processor_time() - start << std::endl;
    }
}
