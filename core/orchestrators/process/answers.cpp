#include "core/orchestrators/process/answers.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/format_error.h"
#include "core/base/json.h"

namespace core::orchestrators {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;

[[noreturn]] void fail(std::string what) {
  throw base::FormatError(
      {"orchestrator.protocol", "The orchestrator's process sent " + std::move(what), {},
       "Make sure that the runtime files and the program are of the same version."});
}

/// By value: a range-for over the result's own value() would outlive it.
array items(element json) { return json.get_array().value(); }

/// An array that is read member by member.
class Members {
 public:
  explicit Members(element json) : at_(items(json).begin()), end_(items(json).end()) {}

  bool at_end() const { return !(at_ != end_); }

  element next() {
    element out = *at_;
    ++at_;
    return out;
  }
  /// A text, or an array with its JSON literal where it has lone surrogates.
  std::string text() { return text_of(next()); }
  std::uint32_t number() { return static_cast<std::uint32_t>(next().get_uint64().value()); }
  bool flag() { return next().get_bool().value(); }
  std::optional<std::string> text_or_null() {
    const element json = next();
    if (json.is_null()) return std::nullopt;
    return text_of(json);
  }
  model::Payload payload() {
    std::optional<std::string> text = text_or_null();
    return text ? model::Payload::of_text(std::move(*text)) : model::Payload();
  }

 private:
  static std::string text_of(element json) {
    if (!json.is_array()) return std::string(json.get_string().value());
    const element literal = *items(json).begin();
    base::Result<base::JsonValue> parsed = base::parse_json(literal.get_string().value());
    if (!parsed.ok()) fail("a text that is no JSON literal");
    return std::move(parsed.value().text);
  }

  array::iterator at_, end_;
};

model::Place read_place(element json) {
  Members members(json);
  model::Place place;
  place.file = members.text();
  place.function = members.text();
  place.line = members.number();
  return place;
}

std::vector<model::TaskHandle> read_handles(element json) {
  std::vector<model::TaskHandle> handles;
  for (const element handle : items(json)) {
    handles.emplace_back(static_cast<std::uint32_t>(handle.get_uint64().value()));
  }
  return handles;
}

void read_retry(Members& members, model::Op& op) {
  const element attempts = members.next();
  if (attempts.is_number()) {  // 2.5 attempts end with the third
    constexpr double kMost = std::numeric_limits<std::int32_t>::max();
    const double wanted = std::ceil(attempts.get_double().value());
    op.max_attempts = static_cast<std::int32_t>(std::clamp(wanted, -kMost, kMost));
  }
  op.options = members.text();
}

void read_make_members(Members& members, model::Op& op) {
  using model::ActionKind;
  switch (op.kind) {
    case ActionKind::activity:
    case ActionKind::activity_with_retry:
      op.name = members.text();
      op.input = members.payload();
      if (op.kind == ActionKind::activity_with_retry) read_retry(members, op);
      break;
    case ActionKind::sub_orchestration:
    case ActionKind::sub_orchestration_with_retry:
      op.name = members.text();
      op.input = members.payload();
      op.target = members.text_or_null();
      if (op.kind == ActionKind::sub_orchestration_with_retry) read_retry(members, op);
      break;
    case ActionKind::timer:
      op.fire_at = base::parse_timestamp(members.text());
      if (!members.at_end()) {
        op.utc_offset_seconds =
            static_cast<std::int32_t>(members.next().get_int64().value());
      }
      break;
    case ActionKind::external_event: op.name = members.text(); break;
    case ActionKind::entity_call:
    case ActionKind::entity_signal:
      op.name = members.text();
      op.target = members.text_or_null();
      op.input = members.payload();
      break;
    case ActionKind::http:
      op.name = members.text();
      op.target = members.text_or_null();
      op.options = members.text();
      break;
    case ActionKind::any:
    case ActionKind::all:
      op.children = read_handles(members.next());
      break;
    case ActionKind::value: op.input = members.payload(); break;
  }
}

model::Op read_op(element json) {
  Members members(json);
  const std::string_view word = members.next().get_string().value();
  model::Op op;
  if (const auto kind = model::action_kind_from_name(word)) {
    op.kind = *kind;
    op.handle = model::TaskHandle{members.number()};
    read_make_members(members, op);
    return op;
  }
  const auto verb = model::op_verb_from_name(word);
  if (!verb || *verb == model::OpVerb::make) fail("an unknown op: " + std::string(word));
  op.verb = *verb;
  switch (op.verb) {
    case model::OpVerb::cancel:
    case model::OpVerb::id:
      op.handle = model::TaskHandle{members.number()};
      break;
    case model::OpVerb::children:
      op.handle = model::TaskHandle{members.number()};
      op.children = read_handles(members.next());
      break;
    default:
      op.input = members.payload();
      if (!op.input.has_value()) {  // a custom status that is no JSON
        op.name = members.text();
        op.options = members.text();
      }
  }
  return op;
}

model::LogStream stream_from_name(std::string_view name) {
  if (name == "print") return model::LogStream::print;
  if (name == "error") return model::LogStream::error;
  if (name == "logging") return model::LogStream::logging;
  fail("an unknown log stream: " + std::string(name));
}

void read_logs(element json, std::vector<model::LogLine>& lines,
               std::vector<model::Place>& places) {
  for (const element entry : items(json)) {
    Members members(entry);
    model::LogLine line;
    line.stream = stream_from_name(members.next().get_string().value());
    line.level = members.text();
    line.text = members.text();
    lines.push_back(std::move(line));
    places.push_back(read_place(members.next()));
  }
}

Advance::Noted read_noted(element json) {
  Members members(json);
  Advance::Noted noted;
  noted.kind = members.text();
  noted.detail = members.text();
  noted.is_refused = members.flag();
  noted.place = read_place(members.next());
  return noted;
}

template <class Member>
bool with(element json, std::string_view name, Member&& read) {
  element found;
  if (json[name].get(found) != simdjson::SUCCESS) return false;
  read(found);
  return true;
}

class StopReader {
 public:
  StopReader(Advance& out, simdjson::dom::parser& inner) : out_(out), inner_(inner) {}

  void read(element stop) {
    const bool is_known =
        with(stop, "yield", [&](element at) { out_.stop = YieldedTask{handle_of(at)}; }) ||
        with(stop, "not_a_task", [&](element at) { out_.stop = not_a_task(at); }) ||
        with(stop, "return", [&](element at) { out_.stop = returned(at); }) ||
        with(stop, "raise", [&](element at) { out_.stop = raised(at); }) ||
        with(stop, "broke", [&](element at) { out_.stop = broke(at); }) ||
        with(stop, "ask", [&](element at) { out_.stop = ask(at); });
    if (!is_known) fail("an unknown stop: " + std::string(simdjson::minify(stop)));
  }

 private:
  static model::TaskHandle handle_of(element json) {
    return model::TaskHandle{static_cast<std::uint32_t>(json.get_uint64().value())};
  }
  static model::NotATask not_a_task(element json) {
    Members members(json);
    std::string type = members.text();
    return {std::move(type), members.payload()};
  }
  static Returned returned(element json) {
    Members members(json);
    model::Payload value = members.payload();
    return {std::move(value), members.flag()};
  }
  model::Raised raised(element json) {
    Members members(json);
    model::Raised error;
    error.type = members.text();
    error.message = members.text();
    error.traceback = members.text();
    out_.place = read_place(members.next());
    if (!members.at_end() && members.flag()) error.returned = model::Payload();
    return error;
  }
  static model::SdkBroke broke(element json) {
    Members members(json);
    std::string type = members.text();
    return {std::move(type), members.text()};
  }
  Ask ask(element json) {
    Ask asked;
    asked.question = std::string(json.get_string().value());
    asked.op = read_op(inner_.parse(asked.question).value());
    return asked;
  }

  Advance& out_;
  simdjson::dom::parser& inner_;
};

Advance read_advance_of(element json, simdjson::dom::parser& inner) {
  Advance out;
  for (const element op : items(json["ops"].value())) out.ops.push_back(read_op(op));
  const element stop = json["stop"].value();
  if (stop.is_object()) StopReader(out, inner).read(stop);
  with(json, "place", [&](element at) { out.place = read_place(at); });
  with(json, "frames", [&](element at) {
    for (const element frame : items(at)) out.frames.push_back(read_place(frame));
  });
  with(json, "logs", [&](element at) { read_logs(at, out.logs, out.log_places); });
  with(json, "noted", [&](element at) {
    for (const element noted : items(at)) out.noted.push_back(read_noted(noted));
  });
  with(json, "locals",
       [&](element at) { out.locals = std::string(at.get_string().value()); });
  return out;
}

Arrived read_arrived(element json) {
  Members members(json);
  Arrived out;
  const std::string kind = members.text();
  out.kind = kind == "start"   ? model::ResumeKind::start
             : kind == "raise" ? model::ResumeKind::raise
                               : model::ResumeKind::send;
  if (const element awaited = members.next(); !awaited.is_null()) {
    out.awaited = model::TaskHandle{static_cast<std::uint32_t>(awaited.get_uint64().value())};
  }
  out.value = members.text_or_null();
  out.children = read_handles(members.next());
  return out;
}

Replayed::Difference read_difference(element json) {
  Replayed::Difference out;
  out.yield = static_cast<std::uint32_t>(json["yield"].get_uint64().value());
  with(json, "logs", [&](element at) { read_logs(at, out.logs.emplace(), out.log_places); });
  with(json, "locals",
       [&](element at) { out.locals = std::string(at.get_string().value()); });
  return out;
}

}  // namespace

struct AnswerReader::Parser {
  simdjson::dom::parser outer, inner;
};

AnswerReader::AnswerReader() : parser_(std::make_unique<Parser>()) {}
AnswerReader::~AnswerReader() = default;

Advance AnswerReader::read_advance(std::string_view line) {
  try {
    return read_advance_of(parser_->outer.parse(line.data(), line.size()).value(),
                           parser_->inner);
  } catch (const simdjson::simdjson_error& error) {
    fail(std::string("an answer that cannot be read: ") + error.what());
  }
}

Replayed AnswerReader::read_replayed(std::string_view line) {
  try {
    const element json = parser_->outer.parse(line.data(), line.size()).value();
    Replayed out;
    out.matched = static_cast<std::uint32_t>(json["replayed"].get_uint64().value());
    for (const element entry : items(json["differs"].value())) {
      out.differs.push_back(read_difference(entry));
    }
    for (const element entry : items(json["noted"].value())) {
      Members members(entry);
      const std::uint32_t yield = members.number();
      out.noted.emplace_back(yield, read_noted(members.next()));
    }
    with(json, "differing", [&](element at) {
      out.differing = read_advance_of(at, parser_->inner);
    });
    return out;
  } catch (const simdjson::simdjson_error& error) {
    fail(std::string("an answer that cannot be read: ") + error.what());
  }
}

Executed AnswerReader::read_executed(std::string_view line) {
  try {
    const element json = parser_->outer.parse(line.data(), line.size()).value()["executed"].value();
    Executed out;
    for (const element advance : items(json["advances"].value())) {
      out.advances.push_back(read_advance_of(advance, parser_->inner));
      out.arrivals.push_back(read_arrived(advance["arrived"].value()));
    }
    if (const element text = json["document"].value(); !text.is_null()) {
      out.document = std::string(text.get_string().value());
    }
    if (const element error = json["error"].value(); !error.is_null()) {
      Members members(error);
      out.error_type = members.text();
      out.error = members.text();
    }
    return out;
  } catch (const simdjson::simdjson_error& error) {
    fail(std::string("an answer that cannot be read: ") + error.what());
  }
}

model::Segment AnswerReader::read_closed(std::string_view line) {
  try {
    const element json = parser_->outer.parse(line.data(), line.size()).value();
    Advance advance = read_advance_of(json["closed"].value(), parser_->inner);
    model::Segment out;
    out.ops = std::move(advance.ops);
    out.logs = std::move(advance.logs);
    return out;
  } catch (const simdjson::simdjson_error& error) {
    fail(std::string("an answer that cannot be read: ") + error.what());
  }
}

}  // namespace core::orchestrators
