#include "app/widgets/fonts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>

#include "app/widgets/font_files.h"

namespace app::widgets {
namespace {

/// Pairs of first and last, as ImGui wants them: Latin, Greek, Cyrillic, punctuation, currency,
/// arrows, mathematics, box drawing, blocks and geometric shapes.
constexpr std::array<ImWchar, 21> kBaseRanges{
    0x0020, 0x024f, 0x0370, 0x03ff, 0x0400, 0x045f, 0x2010, 0x2044, 0x20ac, 0x20ac, 0x2190,
    0x21ff, 0x2200, 0x22ff, 0x2500, 0x259f, 0x25a0, 0x25ff, 0xfffd, 0xfffd, 0};
/// Titles are ours or short names.
constexpr std::array<ImWchar, 9> kTitleRanges{0x0020, 0x017f, 0x0370, 0x03ff, 0x0400,
                                              0x045f, 0x2010, 0x2044, 0};

bool in_base(ImWchar c) {
  for (std::size_t i = 0; i + 1 < kBaseRanges.size(); i += 2) {
    if (c >= kBaseRanges[i] && c <= kBaseRanges[i + 1]) return true;
  }
  return false;
}

/// Next code point of well-formed UTF-8; U+FFFD for anything else.
std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const std::uint32_t lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  std::uint32_t code = length == 1 ? lead : lead & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0u) != 0x80u) {
      at += i;
      return 0xfffd;
    }
    code = (code << 6) | (byte(at + i) & 0x3fu);
  }
  at += length;
  return code;
}

std::filesystem::path found_or_empty(std::span<const std::filesystem::path> folders,
                                     std::span<const std::string_view> names) {
  return find_font(folders, names).value_or(std::filesystem::path());
}

/// Inter draws a 1 narrower than a 0; columns of figures need one width.
void equalise_figures(ImFont* font) {
  float widest = 0;
  for (ImWchar c = '0'; c <= '9'; ++c) widest = std::max(widest, font->GetCharAdvance(c));
  for (ImFontGlyph& glyph : font->Glyphs) {
    if (glyph.Codepoint < '0' || glyph.Codepoint > '9') continue;
    const float shift = std::round((widest - glyph.AdvanceX) / 2);
    glyph.X0 += shift;
    glyph.X1 += shift;
    glyph.AdvanceX = widest;
    font->IndexAdvanceX[static_cast<int>(glyph.Codepoint)] = widest;
  }
}

/// Adds one face at one size, and what it lacks from the fallbacks. Keeps the bytes of the files,
/// each read once, until the atlas has been built.
class FaceAdder {
 public:
  FaceAdder(const FontFiles& files, float scale, const ImVector<ImWchar>& extra)
      : files_(files), scale_(scale), extra_(extra) {}

  ImFont* add(const std::filesystem::path& file, float points, const ImWchar* ranges) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    const float pixels = std::round(points * scale_);
    ImFontConfig config;
    config.OversampleH = pixels < 24 ? 3 : 2;
    config.OversampleV = 1;
    config.PixelSnapH = false;
    ImFont* font = nullptr;
    if (!file.empty()) font = add_file(file, pixels, config, ranges);
    if (font == nullptr) {
      ImFontConfig builtin;
      builtin.SizePixels = pixels;
      return atlas.AddFontDefault(&builtin);
    }
    merge(files_.symbols, pixels, config);
    merge(files_.fallback, pixels, config);
    return font;
  }

 private:
  void merge(const std::filesystem::path& file, float pixels, ImFontConfig config) {
    if (extra_.Size <= 1 || file.empty()) return;
    config.MergeMode = true;
    config.OversampleH = 1;
    add_file(file, pixels, config, extra_.Data);
  }

  ImFont* add_file(const std::filesystem::path& file, float pixels, ImFontConfig config,
                   const ImWchar* ranges) {
    std::string& bytes = bytes_[file];
    if (bytes.empty()) {
      std::ifstream in(file, std::ios::binary);
      bytes.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    if (bytes.empty()) return nullptr;
    config.FontDataOwnedByAtlas = false;
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()),
                                                      pixels, &config, ranges);
  }

  const FontFiles& files_;
  float scale_;
  const ImVector<ImWchar>& extra_;
  std::map<std::filesystem::path, std::string> bytes_;
};

}  // namespace

FontFiles find_font_files(std::span<const std::filesystem::path> own_folders) {
  using Names = std::array<std::string_view, 3>;
  const auto folders = font_folders(own_folders);
  FontFiles files;
  files.text =
      found_or_empty(folders, Names{"Inter-Regular.otf", "Inter-Regular.ttf", "DejaVuSans.ttf"});
  files.text_strong = found_or_empty(
      folders, Names{"Inter-SemiBold.otf", "Inter-SemiBold.ttf", "DejaVuSans-Bold.ttf"});
  files.mono = found_or_empty(folders, Names{"JetBrainsMono-Regular.ttf",
                                             "JetBrainsMono-Regular.otf", "DejaVuSansMono.ttf"});
  files.fallback = found_or_empty(
      folders, Names{"NotoSansCJK-Regular.ttc", "DroidSansFallbackFull.ttf", "wqy-microhei.ttc"});
  files.symbols = found_or_empty(
      folders, Names{"DejaVuSans.ttf", "NotoSansSymbols2-Regular.ttf", "FreeSans.ttf"});
  return files;
}

Fonts build_fonts(const FontFiles& files, float scale, std::span<const ImWchar> extra) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.TexGlyphPadding = 1;
  // The atlas reads the ranges when it is built, so they must live until Build returns.
  ImVector<ImWchar> ranges;
  for (const ImWchar c : extra) {
    ranges.push_back(c);
    ranges.push_back(c);
  }
  ranges.push_back(0);
  FaceAdder faces(files, scale, ranges);
  // Pixels from ascender to descender: Inter's letters come out at 13, 11.5 and 18 to the em,
  // JetBrains Mono's at 12 and 11.5.
  Fonts fonts;
  fonts.text = faces.add(files.text, 16, kBaseRanges.data());
  fonts.text_strong = faces.add(files.text_strong, 16, kBaseRanges.data());
  fonts.small = faces.add(files.text, 14, kBaseRanges.data());
  fonts.title = faces.add(files.text_strong, 22, kTitleRanges.data());
  fonts.mono = faces.add(files.mono, 16, kBaseRanges.data());
  fonts.mono_small = faces.add(files.mono, 15, kBaseRanges.data());
  atlas.Build();
  atlas.ClearInputData();
  for (ImFont* font : {fonts.text, fonts.text_strong, fonts.small, fonts.title}) {
    equalise_figures(font);
  }
  return fonts;
}

bool collect_code_points(std::string_view text, std::vector<ImWchar>& wanted) {
  const std::size_t before = wanted.size();
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::uint32_t code = next_code_point(text, at);
    if (code > 0xffff) continue;
    const auto c = static_cast<ImWchar>(code);
    if (in_base(c)) continue;
    const auto place = std::lower_bound(wanted.begin(), wanted.end(), c);
    if (place == wanted.end() || *place != c) wanted.insert(place, c);
  }
  return wanted.size() != before;
}

}  // namespace app::widgets
