// A list that nearly always has one element at most: that one lies in the list itself, so that a
// million such lists need no memory of their own. Longer ones are a vector. One thread, as a vector.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <utility>

#include "core/model/rare_list.h"

namespace core::model {

/// The part of std::vector's interface that its users need. T: cheap to make empty.
template <class T>
class ShortList {
 public:
  ShortList() = default;
  ShortList(std::initializer_list<T> items) {
    for (const T& item : items) push_back(item);
  }
  ShortList(const ShortList&) = default;
  ShortList(ShortList&& other) noexcept
      : only_(std::move(other.only_)),
        several_(std::move(other.several_)),
        size_(std::exchange(other.size_, 0)) {}
  ShortList& operator=(const ShortList&) = default;
  ShortList& operator=(ShortList&& other) noexcept {
    only_ = std::move(other.only_);
    several_ = std::move(other.several_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }
  ~ShortList() = default;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* begin() { return size_ > 1 ? several_.begin() : &only_; }
  T* end() { return begin() + size_; }
  const T* begin() const { return size_ > 1 ? several_.begin() : &only_; }
  const T* end() const { return begin() + size_; }
  T& operator[](std::size_t at) { return begin()[at]; }
  const T& operator[](std::size_t at) const { return begin()[at]; }

  /// An empty element at the end.
  T& emplace_back() {
    if (size_ == 1) several_ = {std::exchange(only_, T())};
    ++size_;
    return size_ == 1 ? only_ : several_.emplace_back();
  }
  void push_back(T item) { emplace_back() = std::move(item); }

  friend bool operator==(const ShortList& a, const ShortList& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  T only_{};             // empty where there is none, or more than one
  RareList<T> several_;  // all of them, where they are more than one
  std::size_t size_ = 0;
};

}  // namespace core::model
