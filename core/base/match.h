// Visits a variant with one lambda an alternative:
// match(value, [](const A&) {…}, [](const B&) {…}).
#pragma once

#include <utility>
#include <variant>

namespace core::base {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

template <class Variant, class... Cases>
decltype(auto) match(Variant&& value, Cases&&... cases) {
  return std::visit(Overloaded<std::decay_t<Cases>...>{std::forward<Cases>(cases)...},
                    std::forward<Variant>(value));
}

}  // namespace core::base
