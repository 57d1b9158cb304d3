// Ids of different things are different types, so that mixing them does not compile.
#pragma once

#include <compare>
#include <functional>

namespace core::base {

/// A number that means one thing only. `Tag` makes the type distinct.
template <class Tag, class Rep>
struct StrongId {
  using Representation = Rep;
  Rep value{};

  constexpr StrongId() = default;
  constexpr explicit StrongId(Rep v) : value(v) {}
  friend constexpr auto operator<=>(StrongId, StrongId) = default;
};

}  // namespace core::base

template <class Tag, class Rep>
struct std::hash<core::base::StrongId<Tag, Rep>> {
  std::size_t operator()(core::base::StrongId<Tag, Rep> id) const noexcept {
    return std::hash<Rep>{}(id.value);
  }
};
