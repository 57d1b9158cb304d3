#include "core/recording/json_cursor.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/format_error.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace core::recording {

namespace ondemand = simdjson::ondemand;

struct JsonCursor::Source {
  Source(std::string_view bytes, std::string name, const base::WorkContext* context)
      : text(bytes), file(std::move(name)), work(context) {
    if (work != nullptr) work->progress.set_total(text.size());
  }

  [[noreturn]] void fail_at(std::uint64_t byte, std::string message, std::string path) const {
    const std::string_view all(text.data(), text.size());
    const auto [line, column] = base::line_and_column(all, byte);
    throw base::FormatError({"trace.malformed",
                             std::move(message),
                             {file, byte, line, column, std::move(path)},
                             "write the trace again from its history and its code"});
  }

  /// Where the parser stands. Past a value it has read, so close to it and never before it.
  std::uint64_t byte() {
    const char* at = nullptr;
    if (document.current_location().get(at) != simdjson::SUCCESS) return text.size();
    return std::min<std::uint64_t>(static_cast<std::uint64_t>(at - text.data()), text.size());
  }

  /// Called for every element of every array.
  void step() {
    constexpr std::size_t kLook = 256;
    if (work == nullptr || ++steps % kLook != 0) return;
    if (work->stop.stop_requested()) {
      throw base::FormatError({"cancelled", "reading the trace was cancelled", {}, ""});
    }
    work->progress.set_done(byte());
  }

  simdjson::padded_string text;
  std::string file;
  const base::WorkContext* work;
  std::size_t steps = 0;
  ondemand::parser parser;
  ondemand::document document;
};

namespace {

ondemand::value& as_value(void* value) { return *static_cast<ondemand::value*>(value); }

}  // namespace

std::string JsonCursor::path() const {
  if (parent_ == nullptr) return "";
  return parent_->path() + "/" + (is_element_ ? std::to_string(position_) : base::printable(key_));
}

std::uint64_t JsonCursor::byte() const { return source_.byte(); }

void JsonCursor::fail(const std::string& message) const {
  source_.fail_at(source_.byte(), message, path());
}

void JsonCursor::fail_unknown(std::string_view name) const {
  fail(fmt::format("the trace has a name here that this version does not know: \"{}\"",
                   base::printable(base::shorten(name, 60))));
}

bool JsonCursor::is_null() {
  bool is_null = false;
  return as_value(value_).is_null().get(is_null) == simdjson::SUCCESS && is_null;
}

bool JsonCursor::is_string() {
  ondemand::json_type type{};
  return as_value(value_).type().get(type) == simdjson::SUCCESS &&
         type == ondemand::json_type::string;
}

bool JsonCursor::is_number() {
  ondemand::json_type type{};
  return as_value(value_).type().get(type) == simdjson::SUCCESS &&
         type == ondemand::json_type::number;
}

std::string_view JsonCursor::string() {
  std::string_view text;
  if (as_value(value_).get_string().get(text) != simdjson::SUCCESS) fail("expected a string here");
  return text;
}

std::int64_t JsonCursor::integer() {
  std::int64_t number = 0;
  if (as_value(value_).get_int64().get(number) != simdjson::SUCCESS) {
    fail("expected a whole number here");
  }
  return number;
}

std::uint32_t JsonCursor::index() {
  const std::int64_t number = integer();
  if (number < 0 || number > std::numeric_limits<std::uint32_t>::max()) {
    fail(fmt::format("expected a number from 0 to 4294967295 here, found {}", number));
  }
  return static_cast<std::uint32_t>(number);
}

std::int32_t JsonCursor::small_integer() {
  const std::int64_t number = integer();
  if (number < std::numeric_limits<std::int32_t>::min() ||
      number > std::numeric_limits<std::int32_t>::max()) {
    fail(fmt::format("expected a number of 32 bits here, found {}", number));
  }
  return static_cast<std::int32_t>(number);
}

bool JsonCursor::boolean() {
  bool flag = false;
  if (as_value(value_).get_bool().get(flag) != simdjson::SUCCESS) {
    fail("expected true or false here");
  }
  return flag;
}

void JsonCursor::walk_members(void* visit, void (*call)(void*, std::string_view, JsonCursor&)) {
  ondemand::object object;
  if (as_value(value_).get_object().get(object) != simdjson::SUCCESS) {
    fail("expected an object here");
  }
  for (auto member : object) {
    ondemand::value value;
    std::string_view key;
    if (member.error() != simdjson::SUCCESS ||
        member.unescaped_key().get(key) != simdjson::SUCCESS ||
        member.value().get(value) != simdjson::SUCCESS) {
      fail("malformed JSON in this object");
    }
    JsonCursor child(source_, this, &value);
    child.key_ = key;
    call(visit, key, child);
  }
}

void JsonCursor::walk_elements(void* visit, void (*call)(void*, JsonCursor&)) {
  ondemand::array array;
  if (as_value(value_).get_array().get(array) != simdjson::SUCCESS) {
    fail("expected an array here");
  }
  std::size_t position = 0;
  for (auto element : array) {
    ondemand::value value;
    if (element.get(value) != simdjson::SUCCESS) fail("malformed JSON in this array");
    JsonCursor child(source_, this, &value);
    child.is_element_ = true;
    child.position_ = position++;
    source_.step();
    call(visit, child);
  }
}

JsonText::JsonText(std::string_view bytes, std::string file, const base::WorkContext* work)
    : source_(std::make_unique<JsonCursor::Source>(bytes, std::move(file), work)) {
  const std::string_view trimmed = base::trim(bytes);
  const simdjson::error_code error = source_->parser.iterate(source_->text).get(source_->document);
  const bool is_cut = error == simdjson::UNCLOSED_STRING ||
                      error == simdjson::INCOMPLETE_ARRAY_OR_OBJECT || trimmed.empty() ||
                      trimmed.back() != '}';
  if (is_cut) {
    source_->fail_at(bytes.size(), "the trace file ends before its end: it is cut here", "");
  }
  if (error != simdjson::SUCCESS) {
    source_->fail_at(
        0, fmt::format("the trace file is no JSON: {}", simdjson::error_message(error)), "");
  }
}

JsonText::~JsonText() = default;

void JsonText::walk(void* visit, void (*call)(void*, JsonCursor&)) {
  ondemand::value value;
  const simdjson::error_code error = source_->document.get_value().get(value);
  if (error == simdjson::INCOMPLETE_ARRAY_OR_OBJECT) {
    source_->fail_at(source_->text.size(), "the trace file ends before its end: it is cut here",
                     "");
  }
  JsonCursor root(*source_, nullptr, &value);
  if (error != simdjson::SUCCESS) root.fail("malformed JSON");
  call(visit, root);
  if (source_->document.current_location().error() == simdjson::SUCCESS) {
    root.fail("something follows the end of the trace");
  }
}

}  // namespace core::recording
