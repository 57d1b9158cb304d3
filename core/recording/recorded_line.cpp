#include "core/recording/recorded_line.h"

#include <fmt/format.h>

#include <charconv>

#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/recording/prefix_digest.h"
#include "core/recording/read_pass.h"
#include "core/recording/read_segment.h"
#include "core/recording/read_trace_members.h"
#include "core/recording/spelling.h"

namespace core::recording {
namespace {

std::uint32_t read_digest(JsonCursor& in) {
  const std::string_view text = in.string();
  std::uint32_t digest = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), digest, 16);
  if (error != std::errc() || text.size() != 8 || end != text.data() + text.size()) {
    in.fail("expected a digest of eight hexadecimal digits here");
  }
  return digest;
}

/// Calls read(element) for each row and digests its text.
template <class Row, class Read>
std::vector<Digested<Row>> read_rows(JsonCursor& in, std::string_view line, std::uint32_t digest,
                                     const Read& read) {
  std::vector<Digested<Row>> rows;
  in.each_element([&](JsonCursor& element) {
    const std::uint64_t begin = element.byte();
    Row row = read(element);
    std::string_view text = line.substr(begin, element.byte() - begin);
    while (!text.empty() && text.back() != '}') text.remove_suffix(1);  // the comma behind it
    digest = extend_digest(digest, text);
    rows.push_back({std::move(row), digest});
  });
  return rows;
}

void read_prefix(JsonCursor& in, RecordedPass& out) {
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "events") {
      out.events_before.count = value.index();
    } else if (key == "eventsDigest") {
      out.events_before.digest = read_digest(value);
    } else if (key == "yields") {
      out.yields_before.count = value.index();
    } else if (key == "yieldsDigest") {
      out.yields_before.digest = read_digest(value);
    }
  });
}

[[noreturn]] void fail_line(const std::string& file, std::string message) {
  throw base::FormatError({"trace.malformed", std::move(message), {file, 0, 1, 1, ""}, ""});
}

/// The line's own numbers. Those that point into earlier lines are the strand's to check.
class LineCheck {
 public:
  LineCheck(const RecordedPass& line, const std::string& file) : line_(line), file_(file) {
    events_ = std::uint64_t{line.events_before.count} + line.events.size();
    yields_ = std::uint64_t{line.yields_before.count} + line.yields.size();
  }

  void run() const {
    for (const auto& yield : line_.yields) {
      segment(yield.row.segment);
      place(yield.row.place);
      for (const model::PlaceIndex frame : yield.row.frames) place(frame);
    }
    const model::Pass& pass = line_.pass;
    if (pass.length != yields_) {
      fail_line(file_, fmt::format("the pass has {} and its line holds {}",
                                   base::count_of(pass.length, "yield"), yields_));
    }
    if (pass.events_end.value != events_) {
      fail_line(file_, fmt::format("the pass was given {} and its line holds {}",
                                   base::count_of(pass.events_end.value, "event"), events_));
    }
    for (const model::EventIndex one : pass.trigger) event(one);
    settled(pass.settled_unused);
    segment(pass.outcome.segment);
    segment(pass.closing);
    if (const auto* raised = std::get_if<model::Raised>(&pass.outcome.what)) place(raised->place);
    for (const model::PassDifference& difference : pass.differs) {
      if (difference.yield.value >= pass.length) fail_line(file_, "a difference names no yield");
      if (difference.logs) logs(*difference.logs);
    }
  }

 private:
  void place(model::PlaceIndex index) const {
    if (index != model::kNoPlace && index.value >= line_.places.size()) {
      fail_line(file_, fmt::format("the line names place {} and has {}", index.value,
                                   base::count_of(line_.places.size(), "place")));
    }
  }
  void event(model::EventIndex index) const {
    if (index != model::kNoEvent && index.value >= events_) {
      fail_line(file_, fmt::format("the line names event {} and the pass was given {}",
                                   index.value, base::count_of(events_, "event")));
    }
  }
  void settled(const model::SettledList& all) const {
    for (const model::Settled& one : all) event(one.event);
  }
  void logs(const std::vector<model::LogLine>& lines) const {
    for (const model::LogLine& one : lines) place(one.place);
  }
  void segment(const model::Segment& of) const {
    event(of.arrived.cause);
    settled(of.arrived.settled);
    logs(of.logs);
  }

  const RecordedPass& line_;
  const std::string& file_;
  std::uint64_t events_ = 0, yields_ = 0;
};

}  // namespace

RecordedHead read_head(std::string_view line, const std::string& file) {
  RecordedHead head;
  bool has_version = false;
  JsonText text(line, file);
  text.read([&](JsonCursor& root) {
    root.each_member([&](std::string_view key, JsonCursor& value) {
      if (key == "format") {
        if (value.string() != kFormatName) value.fail("this is no Yieldscope trace");
      } else if (key == "version") {
        check_version(value.integer(), file);
        has_version = true;
      } else if (key == "recording") {
        value.each_member([&](std::string_view name, JsonCursor& in) {
          if (name == "timeDigits") head.time_digits = in.index();
        });
      } else if (key == "instance") {
        read_instance(value, head.envelope, head.trace);
      } else if (key == "orchestrator") {
        read_orchestrator(value, head.trace);
      }
    });
    if (!has_version) root.fail("the trace file names no version");
  });
  return head;
}

RecordedPass read_recorded_pass(std::string_view line, const std::string& file) {
  RecordedPass out;
  bool has_pass = false;
  JsonText text(line, file);
  text.read([&](JsonCursor& root) {
    root.each_member([&](std::string_view key, JsonCursor& value) {
      if (key == "prefix") {
        read_prefix(value, out);
      } else if (key == "places") {
        value.each_element([&](JsonCursor& in) { out.places.push_back(read_place(in)); });
      } else if (key == "events") {
        out.events = read_rows<EventRow>(value, line, out.events_before.digest, read_event);
      } else if (key == "yields") {
        out.yields = read_rows<model::Yield>(value, line, out.yields_before.digest, read_yield);
      } else if (key == "pass") {
        out.pass = read_pass(value);
        has_pass = true;
      }
    });
    if (!has_pass) root.fail("the line holds no pass");
  });
  LineCheck(out, file).run();
  return out;
}

}  // namespace core::recording
