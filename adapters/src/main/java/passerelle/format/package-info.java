/** What the formats of files have in common: a file is read message by message, and each is good, or bad with its faults. */
@NullMarked
package passerelle.format;

import org.jspecify.annotations.NullMarked;
