/**
 * Drafts a format folder from samples: what a file is, what its fields may mean, with how much confidence and why. Nothing
 * is guessed silently: what is not sure becomes a template that stops the message and says what a person must decide.
 */
@NullMarked
package passerelle.draft;

import org.jspecify.annotations.NullMarked;
