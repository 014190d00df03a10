// Searches the benchmarks' texts with RE2 or PCRE2's compiler to machine code: pattern-peer re2|pcre2 FOLDER. The same
// conversation as python_peer.py; the names are those of FOLDER/searches: lines of name, flags, file and pattern.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <pcre2.h>
#include <re2/re2.h>
#include <sstream>

using Search = std::function<bool()>;

static long long processor_time() {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

static Search re2_search(const std::string &pattern, const std::string &flags, const std::string &text) {
    RE2::Options options;
    options.set_case_sensitive(flags.find('i') == std::string::npos);
    auto expression = std::make_shared<RE2>(pattern, options);
    if (!expression->ok()) exit(1);
    return [=, &text] { return RE2::PartialMatch(text, *expression); };
}

static Search pcre2_search(const std::string &pattern, const std::string &flags, const std::string &text) {
    uint32_t options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY;
    if (flags.find('i') != std::string::npos) options |= PCRE2_CASELESS;
    int error;
    size_t offset;
    auto *code = pcre2_compile((PCRE2_SPTR)pattern.data(), pattern.size(), options, &error, &offset, nullptr);
    if (!code || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE)) exit(1);
    auto *data = pcre2_match_data_create_from_pattern(code, nullptr);
    auto *context = pcre2_match_context_create(nullptr);
    pcre2_jit_stack_assign(context, nullptr, pcre2_jit_stack_create(1 << 15, 1 << 26, nullptr));
    // Called directly, it does not check again that the text is UTF-8; nobody else here does.
    return [=, &text] {
        return pcre2_jit_match(code, (PCRE2_SPTR)text.data(), text.size(), 0, 0, data, context) >= 0;
    };
}

int main(int, char **arguments) {
    const std::string engine = arguments[1], folder = arguments[2];
    std::map<std::string, std::string> texts;
    std::map<std::string, Search> searches;
    std::ifstream list(folder + "/searches");
    std::string name, flags, file, pattern;
    while (std::getline(list, name, '\t') && std::getline(list, flags, '\t') && std::getline(list, file, '\t')
           && std::getline(list, pattern)) {
        std::ostringstream content;
        content << std::ifstream(folder + "/" + file).rdbuf();
        texts[file] = content.str();
        searches[name] = (engine == "re2" ? re2_search : pcre2_search)(pattern, flags, texts[file]);
    }
    std::cout << "ready" << std::endl;
    long long repetitions;
    while (std::cin >> name >> repetitions) {
        const auto &search = searches.at(name);
        // A search that finds something else would be no comparison: the name ends in what it should find.
        if (search() != (name.back() == '1')) return 1;
        auto start = processor_time();
        for (long long index = 0; index < repetitions; index++) search();
        std::cout << processor_time() - start << std::endl;
    }
}
