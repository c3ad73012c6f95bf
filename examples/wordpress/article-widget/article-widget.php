<?php
/**
 * Plugin Name: Article Widget
 * Description: Shows an article from its JSON: a block, the shortcode [article-widget], and the tag itself.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT OR Apache-2.0
 */

namespace ArticleWidget;

defined( 'ABSPATH' ) || exit;

const TAG    = 'article-widget';
const HANDLE = 'article-widget';

/** What may stand in the tag; the widget judges the values. */
const ATTRIBUTES = array(
	'src',
	'item',
	'format',
	'theme',
	'heading-level',
	'loading',
	'hide',
	'labels-lang',
	'lang',
	'wpm',
	'timeout',
	'crossorigin',
	'collapse',
	'progress',
	'controls',
	'refresh',
	'cache',
	'structured-data',
);

/** Where the widget's own files are: in this plugin, unless the site says otherwise. */
function entry_url() {
	return apply_filters( 'article_widget_entry_url', plugins_url( 'package/article-widget.js', __FILE__ ) );
}

/** The tag, with every value escaped; without an address there is none. */
function tag( array $values, string $fallback = '' ): string {
	$src = isset( $values['src'] ) ? esc_url( $values['src'], array( 'http', 'https' ) ) : '';
	if ( '' === $src ) {
		return '';
	}
	$attributes = ' src="' . $src . '"';
	foreach ( ATTRIBUTES as $name ) {
		if ( 'src' !== $name && isset( $values[ $name ] ) && is_scalar( $values[ $name ] ) && '' !== (string) $values[ $name ] ) {
			$attributes .= ' ' . $name . '="' . esc_attr( (string) $values[ $name ] ) . '"';
		}
	}
	// Only a page that shows an article loads the script.
	wp_enqueue_script( HANDLE );
	return '<' . TAG . $attributes . '>' . wp_kses_post( $fallback ) . '</' . TAG . '>';
}

/** `[article-widget src="…" theme="dark"]what is shown without scripts[/article-widget]` */
function shortcode( $values, $content = '' ): string {
	$named = array();
	foreach ( is_array( $values ) ? $values : array() as $name => $value ) {
		// WordPress numbers what has a name only.
		$named[ is_int( $name ) ? $value : $name ] = $value;
	}
	return tag( $named, (string) $content );
}

/** The block: its attributes are those of the tag in camel case. */
function render_block( array $attributes ): string {
	$values = array();
	foreach ( $attributes as $name => $value ) {
		$values[ strtolower( preg_replace( '/[A-Z]/', '-$0', $name ) ) ] = $value;
	}
	$tag = tag( $values );
	return '' === $tag ? '' : '<div ' . get_block_wrapper_attributes() . '>' . $tag . '</div>';
}

/** Authors who may not write any HTML may write this tag. */
function allow_tag( $allowed, $context ) {
	if ( 'post' === $context ) {
		$allowed[ TAG ] = array_fill_keys( array_merge( ATTRIBUTES, array( 'class', 'id' ) ), true );
	}
	return $allowed;
}

/** The tag that an author has written needs the script as well. */
function notice_tag( $content ) {
	if ( false !== strpos( (string) $content, '<' . TAG ) ) {
		wp_enqueue_script( HANDLE );
	}
	return $content;
}

/** Before WordPress 6.5 nothing but this makes a script a module. */
function as_module( $html, $handle ) {
	if ( HANDLE !== $handle ) {
		return $html;
	}
	$html = preg_replace( '/\stype=(["\']).*?\1/', '', $html );
	return str_replace( '<script ', '<script type="module" ', $html );
}

function init() {
	// The entry's own address must stay as it is: its folder is where the rest is.
	wp_register_script( HANDLE, entry_url(), array(), null, true );
	add_shortcode( TAG, __NAMESPACE__ . '\shortcode' );
	register_block_type( __DIR__, array( 'render_callback' => __NAMESPACE__ . '\render_block' ) );
}

add_action( 'init', __NAMESPACE__ . '\init' );
add_filter( 'wp_kses_allowed_html', __NAMESPACE__ . '\allow_tag', 10, 2 );
add_filter( 'the_content', __NAMESPACE__ . '\notice_tag', 20 );
add_filter( 'script_loader_tag', __NAMESPACE__ . '\as_module', 10, 2 );
