// A list that is nearly always empty, in the room of one pointer: members of what exists by the
// million. One thread, as a vector.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace core::model {

/// The part of std::vector's interface that its users need.
template <class T>
class RareList {
 public:
  RareList() = default;
  RareList(std::initializer_list<T> items) {
    if (items.size() > 0) items_ = std::make_unique<std::vector<T>>(items);
  }
  RareList(const RareList& other) { *this = other; }
  RareList(RareList&&) noexcept = default;
  RareList& operator=(const RareList& other) {
    if (this != &other) {
      items_ = other.items_ ? std::make_unique<std::vector<T>>(*other.items_) : nullptr;
    }
    return *this;
  }
  RareList& operator=(RareList&&) noexcept = default;
  ~RareList() = default;

  std::size_t size() const { return items_ ? items_->size() : 0; }
  bool empty() const { return size() == 0; }
  T* begin() { return items_ ? items_->data() : nullptr; }
  T* end() { return begin() + size(); }
  const T* begin() const { return items_ ? items_->data() : nullptr; }
  const T* end() const { return begin() + size(); }
  T& operator[](std::size_t at) { return (*items_)[at]; }
  const T& operator[](std::size_t at) const { return (*items_)[at]; }

  template <class... Parts>
  T& emplace_back(Parts&&... parts) {
    if (!items_) items_ = std::make_unique<std::vector<T>>();
    return items_->emplace_back(std::forward<Parts>(parts)...);
  }
  void push_back(T item) { emplace_back(std::move(item)); }

  friend bool operator==(const RareList& a, const RareList& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  std::unique_ptr<std::vector<T>> items_;
};

}  // namespace core::model
