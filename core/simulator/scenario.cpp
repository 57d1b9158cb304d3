#include "core/simulator/scenario.h"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/format_error.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace core::simulator {
namespace {

using base::JsonValue;
using Kind = JsonValue::Kind;

/// A value with the way to it, for messages.
struct At {
  const JsonValue& json;
  std::string path;
};

std::string kind_text(Kind kind) {
  constexpr std::array<std::string_view, 6> kNames{"null",   "true or false", "a number",
                                                   "a text", "an array",      "an object"};
  return std::string(kNames[static_cast<std::size_t>(kind)]);
}

base::Location location_of(const At& at) {
  base::Location where;
  where.json_path = at.path;
  return where;
}

[[noreturn]] void malformed(const At& at, const std::string& wanted) {
  const std::string member = at.path.empty() ? "the scenario" : "'" + at.path + "'";
  throw base::FormatError({"scenario.malformed",
                           member + " must be " + wanted + ", not " + kind_text(at.json.kind),
                           location_of(at),
                           {}});
}

void require(const At& at, Kind kind) {
  if (!at.json.is(kind)) {
    malformed(at, kind_text(kind));
  }
}

const std::string& text_of(const At& at) {
  require(at, Kind::string);
  return at.json.text;
}

// JSON pointer, RFC 6901.
std::string child_path(const std::string& path, std::string_view member) {
  std::string out = path + '/';
  for (const char c : member) {
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  }
  return out;
}

At item(const At& at, std::size_t index) {
  return {at.json.items[index], at.path + '/' + std::to_string(index)};
}

[[noreturn]] void unknown_word(const At& at, const std::string& what, std::string_view word,
                               std::span<const std::string_view> known, std::string code) {
  const std::optional<std::string> meant = base::did_you_mean(word, known);
  std::string list;
  for (const std::string_view name : known) {
    list += (list.empty() ? "'" : ", '") + std::string(name) + "'";
  }
  throw base::FormatError({std::move(code), what + " '" + base::printable(word) + "'",
                           location_of(at),
                           meant ? "Did you mean '" + *meant + "'?" : "Known here: " + list + "."});
}

/// Calls `read(member, value)` for each member of an object, which must be one of `known`.
template <class Read>
void read_members(const At& at, std::string_view where, std::span<const std::string_view> known,
                  Read read) {
  require(at, Kind::object);
  for (const auto& [name, value] : at.json.members) {
    const At member{value, child_path(at.path, name)};
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      unknown_word(member, std::string(where) + " has no member", name, known,
                   "scenario.unknown_member");
    }
    read(std::string_view(name), member);
  }
}

model::Payload payload_of(const JsonValue& json) {
  return model::Payload::of_text(base::to_json(json));
}

Answer read_answer(const At& at, std::string_view name) {
  Answer answer;
  answer.name = name;
  if (at.json.is(Kind::string)) {
    constexpr std::array<std::string_view, 1> kWords{"echo"};
    if (at.json.text != "echo") {
      unknown_word(at, "no answer is called", at.json.text, kWords, "scenario.malformed");
    }
    answer.how = Answer::How::echo;
    return answer;
  }
  if (!at.json.is(Kind::object) || at.json.members.size() != 1) {
    malformed(at, R"({"result": …}, {"error": "…"} or "echo")");
  }
  constexpr std::array<std::string_view, 2> kKnown{"result", "error"};
  read_members(at, "an answer", kKnown, [&](std::string_view member, const At& value) {
    if (member == "result") {
      answer.value = payload_of(value.json);
    } else {
      answer.how = Answer::How::error;
      answer.message = text_of(value);
    }
  });
  return answer;
}

void read_by_name(const At& at, Scenario& out) {
  require(at, Kind::object);
  for (const auto& [name, value] : at.json.members) {
    const At answers{value, child_path(at.path, name)};
    if (value.is(Kind::array)) {
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        out.by_name.push_back(read_answer(item(answers, i), name));
      }
    } else {
      out.by_name.push_back(read_answer(answers, name));
      out.by_name.back().is_for_every_call = true;
    }
  }
}

DefaultAnswer read_default(const At& at) {
  constexpr std::array<std::string_view, 3> kWords{"lax", "pending", "error"};
  const std::string& word = text_of(at);
  const auto found = std::find(kWords.begin(), kWords.end(), word);
  if (found == kWords.end()) {
    unknown_word(at, "no default answer is called", word, kWords, "scenario.malformed");
  }
  return static_cast<DefaultAnswer>(found - kWords.begin());
}

void read_answers(const At& at, Scenario& out) {
  constexpr std::array<std::string_view, 3> kKnown{"in order", "by name", "default"};
  read_members(at, "'answers'", kKnown, [&](std::string_view member, const At& value) {
    if (member == "by name") {
      read_by_name(value, out);
    } else if (member == "default") {
      out.fallback = read_default(value);
    } else {
      require(value, Kind::array);
      for (std::size_t i = 0; i < value.json.items.size(); ++i) {
        out.in_order.push_back(read_answer(item(value, i), {}));
      }
    }
  });
}

std::string read_status(const At& at) {
  constexpr std::array<std::string_view, 6> kWords{"returned",         "raised",    "waiting",
                                                   "continued as new", "sdk broke", "not run"};
  const std::string& word = text_of(at);
  if (std::find(kWords.begin(), kWords.end(), word) == kWords.end()) {
    unknown_word(at, "no pass ends as", word, kWords, "scenario.malformed");
  }
  return word;
}

void read_verify(const At& at, Scenario& out) {
  constexpr std::array<std::string_view, 3> kKnown{"status", "output", "calls"};
  read_members(at, "'verify'", kKnown, [&](std::string_view member, const At& value) {
    if (member == "status") {
      out.expected_status = read_status(value);
    } else if (member == "output") {
      out.expected_output = payload_of(value.json);
    } else {
      require(value, Kind::array);
      out.expected_calls.emplace();
      for (std::size_t i = 0; i < value.json.items.size(); ++i) {
        out.expected_calls->push_back(text_of(item(value, i)));
      }
    }
  });
}

void read_member(std::string_view member, const At& value, Scenario& out) {
  if (member == "orchestrator") {
    out.orchestrator = text_of(value);
  } else if (member == "name") {
    out.name = text_of(value);
  } else if (member == "flavour") {
    out.flavour = text_of(value);
  } else if (member == "instance") {
    out.instance_id = text_of(value);
  } else if (member == "parent") {
    out.parent_instance_id = text_of(value);
  } else if (member == "input") {
    out.input = payload_of(value.json);
  } else if (member == "arguments") {
    require(value, Kind::array);
    out.arguments = base::to_json(value.json);
  } else if (member == "answers") {
    read_answers(value, out);
  } else {
    read_verify(value, out);
  }
}

Scenario read_scenario(const JsonValue& json) {
  constexpr std::array<std::string_view, 9> kKnown{"orchestrator", "name",   "flavour",
                                                   "instance",     "parent", "input",
                                                   "arguments",    "answers", "verify"};
  Scenario out;
  const At top{json, {}};
  read_members(top, "a scenario", kKnown, [&](std::string_view member, const At& value) {
    read_member(member, value, out);
  });
  if (out.orchestrator.empty()) {
    throw base::FormatError({"scenario.malformed", "the scenario names no orchestrator", {},
                             "Add \"orchestrator\": \"FILE.py:FUNCTION\"."});
  }
  return out;
}

std::string name_from(const std::filesystem::path& file) {
  if (file.filename() == "scenario.json") {
    return std::filesystem::absolute(file).parent_path().filename().string();
  }
  return file.stem().stem().string();  // "orders.scenario.json"
}

}  // namespace

base::Result<Scenario> parse_scenario(std::string_view text, const std::filesystem::path& file) {
  try {
    base::Result<JsonValue> json = base::parse_json(text);
    if (!json) {
      throw base::FormatError(json.error());
    }
    Scenario scenario = read_scenario(*json);
    scenario.folder = file.parent_path();
    if (scenario.name.empty()) {
      scenario.name = name_from(file);
    }
    return scenario;
  } catch (const base::FormatError& e) {
    base::Error error = e.error();
    error.where.file = file.string();
    return error;
  }
}

}  // namespace core::simulator
