/** Reads config/ into the model: every problem at once, with file and line, before anything starts. */
@NullMarked
package passerelle.config;

import org.jspecify.annotations.NullMarked;
