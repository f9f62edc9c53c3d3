/// What a terminal shows: columns that a text fills, and colours for words that say the same without them.
#pragma once
#include <string>

namespace gongxu {

/// Columns that a UTF-8 text fills: 2 for East Asian wide characters, none for escape sequences of colour, else 1.
int display_width(const std::string& utf8);

/// Columns of the terminal behind a descriptor; 0 where there is none or it does not tell.
int terminal_columns(int descriptor);
/// Whether what is written to a descriptor is shown by a terminal that understands escape sequences.
bool takes_sequences(int descriptor);
/// That, and the user has not set NO_COLOR to anything (https://no-color.org).
bool takes_colour(int descriptor);

/// What a coloured word says of its subject. None is coloured that a reader need not notice.
enum class Tone { none, good, idle, doubtful, bad };

/// The number of a tone's colour among the 256 of xterm: of middling lightness, so that it can be read on black and on
/// white, and fixed, which the first 16 are not. @pre the tone is not `none`.
int colour_of(Tone);
/// Whether coloured() colours. It does not unless told to: pages go to files and pipes without sequences.
void set_colour(bool);
std::string coloured(Tone, const std::string&);

}  // namespace gongxu
