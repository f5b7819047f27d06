/** Reads COBOL copybooks and makes layouts of them: text, words, statements, items, and the parts of a layout. */
@NullMarked
package passerelle.format.copybook;

import org.jspecify.annotations.NullMarked;
