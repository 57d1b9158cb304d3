// The aligner against the rules that any alignment must keep, over random edits, and against the
// few cases whose best answer is plain.
#include "core/comparison/align_calls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

namespace core::comparison {
namespace {

using model::AlignmentKind;

/// "A" is activity A with an unknown input, "A1" with input 1, "t5" a timer of 5.
CallToken token(const std::string& text) {
  CallToken made;
  if (text[0] == 't') made.kind = model::ActionKind::timer;
  if (text[0] != 't') made.name = hash_of(text.substr(0, 1));
  if (text.size() > 1) made.input = hash_of(text.substr(1));
  return made;
}

std::vector<CallToken> tokens(const std::string& line) {
  std::vector<CallToken> made;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    if (end > at) made.push_back(token(line.substr(at, end - at)));
    at = end + 1;
  }
  return made;
}

/// "=" same, "~" input, "R" renamed, "M" moved, "+" inserted, "-" removed.
std::string marks(const std::vector<AlignedPair>& pairs) {
  std::string text;
  for (const AlignedPair& pair : pairs) {
    text += std::map<AlignmentKind, char>{{AlignmentKind::same, '='},
                                          {AlignmentKind::input_changed, '~'},
                                          {AlignmentKind::renamed, 'R'},
                                          {AlignmentKind::moved, 'M'},
                                          {AlignmentKind::inserted, '+'},
                                          {AlignmentKind::removed, '-'}}[pair.kind];
  }
  return text;
}

std::string aligned(const std::string& left, const std::string& right) {
  return marks(align_calls(tokens(left), tokens(right)));
}

TEST(AlignCalls, PlainCases) {
  EXPECT_EQ(aligned("", ""), "");
  EXPECT_EQ(aligned("", "A B"), "++");
  EXPECT_EQ(aligned("A B", ""), "--");
  EXPECT_EQ(aligned("A B C", "A B C"), "===");
  EXPECT_EQ(aligned("A B C", "A X B C"), "=+==");
  EXPECT_EQ(aligned("A X B C", "A B C"), "=-==");
  EXPECT_EQ(aligned("A B C", "A X C"), "=R=");
  EXPECT_EQ(aligned("A1 B1 C1", "A1 B2 C1"), "=~=");
}

TEST(AlignCalls, AnUnknownInputEqualsEveryInput) {
  EXPECT_EQ(aligned("A B C", "A1 B2 C3"), "===");
  EXPECT_EQ(aligned("A1 B C3", "A1 B9 C3"), "===");
}

TEST(AlignCalls, InputsTellCallsOfOneNameApart) {
  EXPECT_EQ(aligned("A1 A2 A3", "A0 A1 A2 A3"), "+===");
  EXPECT_EQ(aligned("A1 A2 A3 A4", "A1 A3 A4"), "=-==");
}

TEST(AlignCalls, TwoSwappedCallsAreOneThatMoved) {
  EXPECT_EQ(aligned("A B C D", "A C B D"), "==M=");
  EXPECT_EQ(aligned("A1 B1 C1 D1", "A1 C1 B1 D1"), "==M=");
  EXPECT_EQ(aligned("A B C D E", "B C D E A"), "====M");
}

TEST(AlignCalls, TwoNamesThatStandForOneAnotherHaveMoved) {
  EXPECT_EQ(aligned("A1 C1 D1 B1", "B1 C1 D1 A1"), "M==M");
}

TEST(AlignCalls, CallsOfDifferentKindsAreNeverOneRenamed) {
  EXPECT_EQ(aligned("A t5 C", "A B C"), "=-+=");
}

TEST(AlignCalls, OneNameForTwoIsNoRename) {
  EXPECT_EQ(aligned("A B A C A", "A X A X A"), "=-+=-+=");
  EXPECT_EQ(aligned("A B A B A", "A X A X A"), "=R=R=");
  EXPECT_EQ(aligned("A B1 A C2 A", "A X1 A X2 A"), "=R=R=");
}

TEST(AlignCalls, BehindACutOffEndNothingIsKnown) {
  const auto left = tokens("A B C D"), right = tokens("A X");
  EXPECT_EQ(marks(align_calls(left, right)), "=R--");
  EXPECT_EQ(marks(align_calls(left, right, LeftEnd::open)), "=+");
}

TEST(AlignCalls, ALoopThatGrewByACallKeepsItsOtherCalls) {
  EXPECT_EQ(aligned("P1 P2 P3 P4", "X P1 X P2 X P3 X P4"), "+=+=+=+=");
}

/// Each call once on each side, in order but for moved ones, and every pair fit to be one.
void expect_lawful(const std::vector<CallToken>& left, const std::vector<CallToken>& right,
                   const std::vector<AlignedPair>& pairs) {
  std::vector<int> seen_left(left.size()), seen_right(right.size());
  std::uint32_t next_right = 0;
  std::int64_t last_left = -1;
  for (const AlignedPair& pair : pairs) {
    const bool has_left = pair.left != kNoCall, has_right = pair.right != kNoCall;
    ASSERT_EQ(has_left, pair.kind != AlignmentKind::inserted);
    ASSERT_EQ(has_right, pair.kind != AlignmentKind::removed);
    if (has_right) {
      ASSERT_EQ(pair.right, next_right++);
    }
    if (has_left) ++seen_left.at(pair.left);
    if (has_right) ++seen_right.at(pair.right);
    if (has_left && pair.kind != AlignmentKind::moved) {
      ASSERT_GT(std::int64_t{pair.left}, last_left);
      last_left = pair.left;
    }
    if (!has_left || !has_right) continue;
    const CallToken &a = left[pair.left], &b = right[pair.right];
    ASSERT_EQ(a.kind, b.kind);
    if (pair.kind == AlignmentKind::renamed) {
      ASSERT_NE(a.name, b.name);
    } else {
      ASSERT_EQ(a.name, b.name);
      ASSERT_EQ(a.same_input(b), pair.kind != AlignmentKind::input_changed);
    }
  }
  EXPECT_EQ(std::count(seen_left.begin(), seen_left.end(), 1), std::ssize(left));
  EXPECT_EQ(std::count(seen_right.begin(), seen_right.end(), 1), std::ssize(right));
}

int cost_of(const std::vector<AlignedPair>& pairs) {
  int cost = 0;
  for (const AlignedPair& pair : pairs) {
    switch (pair.kind) {
      case AlignmentKind::same:
        break;
      case AlignmentKind::input_changed:
        cost += 2;
        break;
      case AlignmentKind::renamed:
        cost += 6;
        break;
      case AlignmentKind::moved:
        cost += 8;
        break;
      default:
        cost += 4;
    }
  }
  return cost;
}

class RandomEdits : public testing::TestWithParam<unsigned> {};

TEST_P(RandomEdits, GiveALawfulAlignmentNoDearerThanTheEdits) {
  std::mt19937 random(GetParam());
  const auto pick = [&](std::size_t count) { return random() % count; };
  const auto any_call = [&] {
    return token(std::string(1, static_cast<char>('A' + pick(6))) +
                 (pick(3) == 0 ? "" : std::to_string(pick(4))));
  };
  std::vector<CallToken> left;
  for (std::size_t i = 0, count = pick(200); i < count; ++i) left.push_back(any_call());
  std::vector<CallToken> right = left;
  int most = 0;
  for (std::size_t edit = 0, count = pick(12); edit < count; ++edit) {
    const std::size_t at = pick(right.size() + 1);
    const auto where = right.begin() + static_cast<std::ptrdiff_t>(at);
    if (pick(2) == 0 || at == right.size()) {
      right.insert(where, any_call());
    } else {
      right.erase(where);
    }
    most += 4;
  }
  const auto pairs = align_calls(left, right);
  expect_lawful(left, right, pairs);
  EXPECT_LE(cost_of(pairs), most);
}

TEST_P(RandomEdits, GiveALawfulAlignmentInPiecesToo) {
  std::mt19937 random(GetParam());
  std::vector<CallToken> left, right;
  for (int i = 0; i < 300; ++i) {
    left.push_back(token(std::string(1, static_cast<char>('A' + random() % 4))));
    right.push_back(token(std::string(1, static_cast<char>('C' + random() % 4))));
  }
  expect_lawful(left, right, align_calls(left, right, LeftEnd::closed, 40));
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomEdits, testing::Range(0U, 60U));

TEST(AlignCalls, ListsWithNothingInCommonEndToo) {
  std::vector<CallToken> left, right;
  for (int i = 0; i < 3'000; ++i) {
    left.push_back(token("A" + std::to_string(i)));
    right.push_back(token("t" + std::to_string(i)));
  }
  const auto pairs = align_calls(left, right);
  expect_lawful(left, right, pairs);
  EXPECT_EQ(pairs.size(), 6'000U);
}

TEST(AlignCalls, ABlockOfAThousandInsertedCallsIsOneBlock) {
  std::vector<CallToken> left, right;
  for (int i = 0; i < 2'000; ++i) left.push_back(token("A" + std::to_string(i)));
  right = left;
  right.insert(right.begin() + 700, 1'000, token("B"));
  EXPECT_EQ(marks(align_calls(left, right)),
            std::string(700, '=') + std::string(1'000, '+') + std::string(1'300, '='));
}

}  // namespace
}  // namespace core::comparison
