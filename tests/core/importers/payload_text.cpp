#include "tests/core/importers/payload_text.h"

#include <fmt/format.h>

namespace core::importers {

namespace {

std::string event(int type, const std::string& members, std::size_t second) {
  const std::string time = fmt::format("2026-03-01T{:02}:{:02}:{:02}.1234567Z", second / 3600 % 24,
                                       second / 60 % 60, second % 60);
  return fmt::format(R"({{"EventType":{},{}"IsPlayed":false,"Timestamp":"{}"}})", type, members,
                     time);
}

}  // namespace

std::string make_payload(std::size_t calls, const std::string& result, Layout layout) {
  const std::string between = layout == Layout::pretty ? "\n  ,\n  " : ",";
  std::string text = R"({"history":[)" + event(12, R"("EventId":-1,)", 0) + between +
                     event(0, R"("EventId":-1,"Name":"Chain","Input":null,)", 0);
  for (std::size_t i = 0; i < calls; ++i) {
    text += between + event(4, fmt::format(R"("EventId":{},"Name":"Step",)", i), i);
    text += between + event(13, R"("EventId":-1,)", i);
    text += between + event(12, R"("EventId":-1,)", i + 1);
    text += between +
            event(5, fmt::format(R"("EventId":-1,"TaskScheduledId":{},"Result":"{}",)", i, result),
                  i + 1);
  }
  return text + R"(],"instanceId":"chain-1","isReplaying":true})";
}

}  // namespace core::importers
