#include "app/state/locator.h"

#include <charconv>
#include <optional>

#include "core/base/text.h"

namespace app::state {

namespace {

using core::base::Error;

/// Takes a number from 1 off the front of `text`.
std::optional<std::uint32_t> take_number(std::string_view& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number == 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

std::optional<std::vector<std::uint32_t>> take_child(std::string_view& text) {
  std::vector<std::uint32_t> child;
  do {
    const auto position = take_number(text);
    if (!position) return std::nullopt;
    child.push_back(*position);
  } while (take(text, "."));
  return child;
}

std::optional<Locator> parse(std::string_view text) {
  Locator locator;
  if (!take(text, "p")) return std::nullopt;
  const auto number = take_number(text);
  if (!number) return std::nullopt;
  locator.pass_number = *number;
  if (text.empty()) return locator;
  if (!take(text, ".")) return std::nullopt;
  if (take(text, "start")) {
    locator.stop = Stop::start();
  } else if (take(text, "end")) {
    locator.stop = Stop::end();
  } else {
    if (!take(text, "y")) return std::nullopt;
    const auto yield = take_number(text);
    if (!yield) return std::nullopt;
    locator.stop = Stop::at(model::YieldIndex{*yield - 1});
    if (take(text, "/")) {
      auto child = take_child(text);
      if (!child) return std::nullopt;
      locator.child = std::move(*child);
    }
  }
  if (!text.empty()) return std::nullopt;
  return locator;
}

Error no_such_pass(const Stops& stops, std::uint32_t number) {
  std::string message = "there is no pass p" + std::to_string(number) + " here";
  if (stops.passes.empty()) return {"locator.no_such_pass", message + ": no pass was run", {}, ""};
  const std::uint32_t last = stops.passes.back().number;
  if (number > last) message += ": the last one is p" + std::to_string(last);
  else message += ": that pass was not run";
  return {
      "locator.no_such_pass", std::move(message), {}, "Run it with --passes all or pick another."};
}

}  // namespace

core::base::Result<Locator> parse_locator(std::string_view text) {
  if (auto locator = parse(core::base::trim(text))) return std::move(*locator);
  return Error{"locator.malformed",
               "\"" + core::base::printable(text) + "\" names no place in a trace",
               {},
               "Write p5.y4 for a yield, p5.y4/2 for a child of it, p5.start or p5.end."};
}

std::string to_text(const Locator& locator) {
  std::string text = "p" + std::to_string(locator.pass_number);
  switch (locator.stop.kind) {
    case Stop::Kind::start: return text + ".start";
    case Stop::Kind::end: return text + ".end";
    case Stop::Kind::yield: break;
  }
  text += ".y" + std::to_string(locator.stop.yield.value + 1);
  for (std::size_t i = 0; i < locator.child.size(); ++i) {
    text += (i == 0 ? '/' : '.');
    text += std::to_string(locator.child[i]);
  }
  return text;
}

std::string locator_of(const Stops& stops, const Focus& focus) {
  if (stops.passes.empty()) return "p1.start";
  return to_text(Locator{stops[focus.pass].number, focus.stop, focus.picked.child});
}

core::base::Result<Focus> resolve(const Stops& stops, const Locator& locator,
                                  std::uint32_t instance) {
  const auto pass = stops.find(locator.pass_number);
  if (!pass) return no_such_pass(stops, locator.pass_number);
  if (locator.stop.is_yield() && locator.stop.yield.value >= stops[*pass].length) {
    const std::string what = stops.is_inferred ? "no code was run, so it has no yields"
                             : "it reached " + core::base::count_of(stops[*pass].length, "yield");
    return Error{"locator.no_such_yield",
                 "there is no " + to_text(locator) + ": pass p" +
                     std::to_string(locator.pass_number) + " is there, but " + what,
                 {},
                 stops.is_inferred ? "Name the orchestrator with --orchestrator." : ""};
  }
  Focus focus{.instance = instance, .pass = *pass, .stop = locator.stop};
  focus.picked.child = locator.child;
  return focus;
}

}  // namespace app::state
