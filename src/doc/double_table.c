#include "doc/double_table.h"

/* From the mapping tables of the Unicode Consortium, VENDORS/MICSFT/WINDOWS/CP1252.TXT and CP1254.TXT. */
const struct double_code double_codes[] = {
    {0x011E, 0xD0}, {0x011F, 0xF0}, {0x0130, 0xDD}, {0x0131, 0xFD}, {0x0152, 0x8C}, {0x0153, 0x9C}, {0x015E, 0xDE},
    {0x015F, 0xFE}, {0x0160, 0x8A}, {0x0161, 0x9A}, {0x0178, 0x9F}, {0x017D, 0x8E}, {0x017E, 0x9E}, {0x0192, 0x83},
    {0x02C6, 0x88}, {0x02DC, 0x98}, {0x2013, 0x96}, {0x2014, 0x97}, {0x2018, 0x91}, {0x2019, 0x92}, {0x201A, 0x82},
    {0x201C, 0x93}, {0x201D, 0x94}, {0x201E, 0x84}, {0x2020, 0x86}, {0x2021, 0x87}, {0x2022, 0x95}, {0x2026, 0x85},
    {0x2030, 0x89}, {0x2039, 0x8B}, {0x203A, 0x9B}, {0x20AC, 0x80}, {0x2122, 0x99},
};
const size_t double_codes_n = sizeof double_codes / sizeof *double_codes;

/* Made from the characters that reports use, less the lost bytes. A row is here if one character is by far the likeliest: E2 97 is
 * "●" or "❗", F0 9F 93 is one of five emoji, so they are not. */
const struct double_loss double_losses[] = {
    {"\xE2\x80", WHEN_EMOJI_AROUND, 0x200D},            /* zero-width joiner, lost 8D */
    {"\xE2\x80", WHEN_WORD_AROUND, 0x2010},             /* ‐ lost 90 */
    {"\xE2\x80", WHEN_ALWAYS, 0x201D},                  /* ” lost 9D */
    {"\xE2\x86", WHEN_ALWAYS, 0x2190},                  /* ← lost 90 */
    {"\xE2\x87", WHEN_ALWAYS, 0x21D0},                  /* ⇐ lost 90 */
    {"\xE2\x89", WHEN_VARIATION, 0x2049},               /* ⁉ lost 81 */
    {"\xE2\x89", WHEN_ALWAYS, 0x2260},                  /* ≠ whose no-break space became a space or was trimmed */
    {"\xE2\x8C", WHEN_ALWAYS, 0x274C},                  /* ❌ lost 9D */
    {"\xE2\x8E", WHEN_ALWAYS, 0x274E},                  /* ❎ lost 9D */
    {"\xE2\x93", WHEN_ALWAYS, 0x2753},                  /* ❓ lost 9D */
    {"\xE2\x94", WHEN_REPEATED, 0x2501},                /* ━ lost 81 */
    {"\xE2\x94", WHEN_ALWAYS, 0x2510},                  /* ┐ lost 90 */
    {"\xE2\x95", WHEN_ALWAYS, 0x2550},                  /* ═ lost 90 */
    {"\xE2\x97", WHEN_VARIATION, 0x2757},               /* ❗ lost 9D */
    {"\xE2\x98", WHEN_VARIATION, 0x2601},               /* ☁ lost 81 */
    {"\xE2\x98", WHEN_ALWAYS, 0x2610},                  /* ☐ lost 90 */
    {"\xE2\x9A\x20\xEF\xB8", WHEN_ALWAYS, 0x26A0},      /* ⚠ and its variation selector, which adds nothing */
    {"\xE2\x9A", WHEN_VARIATION, 0x26A0},               /* ⚠ whose no-break space was trimmed */
    {"\xE2\xA1", WHEN_ALWAYS, 0x27A1},                  /* ➡ lost 9E */
    {"\xE2\xA4", WHEN_ALWAYS, 0x2764},                  /* ❤ lost 9D */
    {"\xE2\xA9", WHEN_ALWAYS, 0x23E9},                  /* ⏩ lost 8F, and so are the next */
    {"\xE2\xAA", WHEN_ALWAYS, 0x23EA},                  /* ⏪ */
    {"\xE2\xAD", WHEN_VARIATION, 0x23ED},               /* ⏭ */
    {"\xE2\xAD", WHEN_ALWAYS, 0x2B50},                  /* ⭐ lost 90 */
    {"\xE2\xAF", WHEN_VARIATION, 0x23EF},               /* ⏯ */
    {"\xE2\xAF", WHEN_ALWAYS, 0x276F},                  /* ❯ lost 9D */
    {"\xE2\xB0", WHEN_ALWAYS, 0x23F0},                  /* ⏰ lost 8F, and so are the next */
    {"\xE2\xB1", WHEN_ALWAYS, 0x23F1},                  /* ⏱ */
    {"\xE2\xB2", WHEN_ALWAYS, 0x23F2},                  /* ⏲ */
    {"\xE2\xB3", WHEN_ALWAYS, 0x23F3},                  /* ⏳ */
    {"\xE2\xB8", WHEN_ALWAYS, 0x23F8},                  /* ⏸ */
    {"\xE2\xB9", WHEN_ALWAYS, 0x23F9},                  /* ⏹ */
    {"\xE2\xBA", WHEN_ALWAYS, 0x23FA},                  /* ⏺ */
    {"\xEF\xB8", WHEN_ALWAYS, 0xFE0F},                  /* variation selector, lost 8F */
    {"\xF0\x9F\x86", WHEN_ALWAYS, 0x1F3C6},             /* 🏆 lost 8F */
    {"\xF0\x9F\x89", WHEN_TURKISH, 0x1F389},            /* 🎉 lost 8E */
    {"\xF0\x9F\x8A", WHEN_TURKISH, 0x1F38A},            /* 🎊 lost 8E */
    {"\xF0\x9F\xAF", WHEN_TURKISH, 0x1F3AF},            /* 🎯 lost 8E */
    {"\xF0\x9F\x97", WHEN_VARIATION, 0x1F3D7},          /* 🏗 lost 8F */
    {"\xF0\x9F\x99", WHEN_ALWAYS, 0x1F64F},             /* 🙏 lost 8F */
    {"\xF0\x9F\x9B\x20\xEF\xB8", WHEN_ALWAYS, 0x1F6E0}, /* 🛠 like ⚠ */
    {"\xF0\x9F\x9B", WHEN_ALWAYS, 0x1F41B},             /* 🐛 lost 90 */
    {"\xF0\x9F\x9F", WHEN_ALWAYS, 0x1F7E0},             /* 🟠 like ≠ */
    {"\xF0\x9F\xA5", WHEN_ALWAYS, 0x1F3E5},             /* 🏥 lost 8F */
    {"\xF0\x9F\xAD", WHEN_ALWAYS, 0x1F3ED},             /* 🏭 lost 8F */
    {"\xF0\x9F\xB3", WHEN_ALWAYS, 0x1F433},             /* 🐳 lost 90 */
    {"\xF0\x9F\xB7", WHEN_VARIATION, 0x1F3F7},          /* 🏷 lost 8F */
};
const size_t double_losses_n = sizeof double_losses / sizeof *double_losses;
